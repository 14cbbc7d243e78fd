"""The file of all that is held about a person: complete, theirs alone, and for the fresh only."""

from __future__ import annotations

import uuid
from typing import Any, Final

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import EmailField, Field, UUIDField
from django.test import Client
from django.utils import timezone

from consult.accounts.rules.roles import Role
from consult.comments.models import Comment
from consult.erasure.exports import HOLDINGS, own_data
from moderation.actions import appeal_measure, file_report
from tests.comments.scene import case_of
from tests.erasure.attached import everything_on, guest_comment, guest_draft, unsent_word_file
from tests.erasure.conftest import ADDRESS, NAME, PHRASE
from tests.erasure.test_pages import fresh_client
from tests.moderation.measured import take

FILE: Final = "/en/account/erasure/my-data.json"
PERSONAL_KEYS: Final = {
    "person_key", "author_id", "appellant_id", "reporter_key", "moderator_key",
}  # fmt: skip

OFFICE: Final = "acted in an office: the row is about others, and the record is public"
COPIED: Final = "a copy of the key in a row that the file gives under the text or the case"
PARENT: Final = "the library's own table under a submission, which is given itself"
NOT_GIVEN: Final = {
    OFFICE: "accounts.Grant.granted_by drafts.Version.published_by drafts.Draft.imported_by "
    "drafts.PlacementDecision.decided_by drafts.DraftChange.actor drafts.EasyText.written_by "
    "drafts.EasyRendering.published_by drafts.MachineRun.asked_by drafts.Publication.asked_by "
    "drafts.BlockTranslation.written_by drafts.FormerTranslation.written_by "
    "moderation.CodeOfConduct.published_by moderation.Case.claimed_by "
    "moderation.CampaignRun.asked_by moderation.CaseTranslation.author "
    "moderation.Adjudicator.named_by moderation.Decision.moderator "
    "moderation.Decision.moderator_key moderation.Escalation.moderator "
    "moderation.Measure.moderator moderation.Measure.moderator_key "
    "moderation.ModelAnswer.written_by moderation.ModeSetting.set_by moderation.Trust.given_by "
    "moderation.WordList.set_by responses.Answer.answered_by council.Motion.put_by "
    "council.Motion.certified_by council.Extension.recorded_by council.Appointment.filed_by "
    "council.PaperEntry.entered_by council.Proxy.given_by council.Reminder.sent_by "
    "council.ReservationReply.replied_by council.Presence.recorded_by "
    "council.AmendmentOrder.stated_by council.ItemMinutes.saved_by council.RollUp.put_by "
    "erasure.ErasureRequest.asked_by erasure.Hold.set_by erasure.Hold.lifted_by",
    COPIED: "moderation.Case.author_id moderation.Decision.author_id",
    PARENT: "django_comments.Comment.user django_comments.Comment.user_email "
    "django_comments.CommentFlag.user",
    "an address that a team published, of a body": "moderation.SafeContact.email",
    "somebody outside without an account; told in the mail by which they are asked": (
        "moderation.Adjudicator.email"
    ),
}


def names_a_person(field: Field[Any, Any]) -> bool:
    if field.is_relation:
        return field.related_model is get_user_model()
    return isinstance(field, EmailField) or (
        isinstance(field, UUIDField) and field.name in PERSONAL_KEYS
    )


def test_every_column_that_names_a_person_is_in_the_file_or_says_why_not() -> None:
    named = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if names_a_person(field)
    }
    given = {
        f"{holding.model._meta.label}.{column}"
        for holding in HOLDINGS
        for column in (*holding.keys, *holding.addresses)
    }
    excused = [column for said in NOT_GIVEN.values() for column in said.split()]
    assert len(excused) == len(set(excused))
    assert named & given & set(excused) == set()
    assert named - given - {"accounts.User.email"} == set(excused)


def test_each_kind_has_one_name_and_gives_no_secret() -> None:
    names = [holding.name for holding in HOLDINGS]
    assert len(names) == len(set(names))
    for holding in HOLDINGS:
        assert not {"password", "data", "token_sha256", "key"} & set(holding.says.values())


@pytest.fixture
def lived(
    author: Any, chapter: Any, code: Any, moderator: Any, person: Any, participant: Any,
    editor: Any, post: Any, judge: Any,
) -> Comment:  # fmt: skip
    """Let the author meet everything that the file speaks of; return what they sent first."""
    comment: Comment = post(f"My {PHRASE} is broken.", actor=author)
    everything_on(
        comment,
        chapter=chapter,
        code=code,
        moderators=(moderator, person(Role.MODERATOR, name="Otto Other")),
        replier=participant,
        editor=editor,
    )
    guest_comment(chapter, code, f"As a guest: {PHRASE}.")
    guest_draft(chapter, code, f"Not confirmed: {PHRASE}.")
    unsent_word_file(chapter, author)
    refused = post(f"A second {PHRASE}.", actor=author)
    judge(refused, "R1", "It ridicules.")
    measure = take(moderator, case_of(refused))
    appeal_measure(measure_id=measure.pk, actor=author, text=f"{PHRASE}!", key=uuid.uuid4())
    others = post("Somebody else’s opinion.", actor=participant)
    judge(others)
    for reporter in (author, participant):
        file_report(
            actor=reporter,
            kind="comment",
            subject_id=others.public_id,
            rule_code="R1",
            explanation=f"{reporter.name} objects.",
            page_language="en",
            key=uuid.uuid4(),
        )
    return comment


def test_the_file_holds_all_that_is_theirs_and_nothing_of_others(
    lived: Comment, author: Any, participant: Any, moderator: Any
) -> None:
    response = fresh_client(author).get(FILE)
    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert "no-store" in response["Cache-Control"]
    held = response.json()["held"]
    assert [one["email"] for one in held["account"]] == [ADDRESS]
    bodies = {one["body"] for one in held["submissions"]}
    assert bodies == {f"My {PHRASE} is broken.", f"As a guest: {PHRASE}.", f"A second {PHRASE}."}
    assert {one["receipt_token"] for one in held["submissions"]} >= {lived.receipt_token}
    decided = [(one["number"], one["verdict"]) for one in held["decisions_about_me"]]
    assert decided.count((lived.number, "reject")) == 1
    assert all(one["statement"] for one in held["decisions_about_me"] if one["rule"])
    assert [one["explanation"] for one in held["reports"]] == [f"{author.name} objects."]
    assert [one["party"] for one in held["appeals"]] == ["author"]
    assert [one["kind"] for one in held["measures_against_me"]] == ["warning"]
    assert [one["text"] for one in held["appeals_against_measures"]] == [f"{PHRASE}!"]
    assert [one["body"] for one in held["not_yet_confirmed"]] == [f"Not confirmed: {PHRASE}."]
    assert held["documents"][0]["items"][0]["text"] == f"{PHRASE} in the margin"
    assert [one["reason"] for one in held["answers_to_me"]] == ["Thank you."]
    assert held["consents_to_the_code_of_conduct"]
    assert {one["to"] for one in held["mails"]} == {ADDRESS}
    text = response.content.decode()
    assert NAME in text
    for other in (participant, moderator):
        for said in (other.name, other.email, str(other.pk)):
            assert said not in text
    assert "Otto Other" not in text
    assert "rita@example.org" not in text


def test_an_untold_decision_is_in_nobodys_file(
    post: Any, judge: Any, participant: Any, settings: Any
) -> None:
    from datetime import timedelta

    settings.UNDO_WITHIN = timedelta(minutes=5)
    judge(post("You fool."), "R1", "It ridicules.")
    assert own_data(participant, timezone.now())["held"]["decisions_about_me"] == []


def test_only_the_fresh_fetch_it(participant: Any) -> None:
    stale = Client()
    assert stale.get(FILE).status_code == 302
    stale.force_login(participant, backend="consult.accounts.backends.AuthenticationBackend")
    assert stale.get(FILE).status_code == 403
    page = "/en/account/erasure/"
    assert "Show first that it is you: the file holds" in stale.get(page).content.decode()
    fresh = fresh_client(participant)
    assert FILE in fresh.get(page).content.decode()
    assert fresh.post(FILE).status_code == 405


def test_the_file_costs_the_same_however_much_was_sent(
    post: Any, participant: Any, django_assert_num_queries: Any
) -> None:
    for times in (1, 5):
        for _ in range(times):
            post()
        with django_assert_num_queries(len(HOLDINGS) + 1):
            own_data(participant, timezone.now())
