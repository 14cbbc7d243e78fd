"""Somebody is at risk: leads told at once, the text hidden for a day, and what ends it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consult.accounts.rules.roles import Role
from consult.comments.models import Comment
from consult.comments.rules.submission import ReplyNotPossible
from consult.comments.selectors import every_comment, margin_of
from consult.core.errors import NotPermitted
from consult.core.models import Entry, Opening, OutgoingMail
from consult.core.search import search
from moderation.actions import lapse_hiding, raise_risk, settle_risk
from moderation.models import Safeguard
from moderation.rules.judging import OwnSubmission
from moderation.rules.reporting import SAFETY
from moderation.rules.safeguarding import (
    HIDDEN_FOR,
    LengthWrong,
    NothingHidden,
    RiskReasonMissing,
    RiskReasonTooLong,
)
from moderation.selectors import history_of, open_hidings
from tests.comments.scene import case_of, last_leaf
from tests.moderation.test_reports import report
from tests.moderation.test_safeguard_held import insert_safeguard

pytestmark = pytest.mark.django_db

WORDS = "The clerk Zorandu saw it all."
NOTE = "not shown for the moment while a question of safety is looked at"


@pytest.fixture
def published(post: Any, judge: Any) -> Comment:
    comment: Comment = post(WORDS)
    judge(comment)
    return comment


@pytest.fixture
def other(person: Any) -> Any:
    return person(Role.MODERATOR, name="Otto Other")


def found(review: Any) -> int:
    hits = search(
        scope=str(review.pk), query="zorandu", kinds=["comment"], languages=["en"], limit=5, skip=0
    )
    return len(hits)


def acts(comment: Comment) -> list[str]:
    rows = Safeguard.objects.filter(case=case_of(comment)).order_by("number")
    return list(rows.values_list("act", flat=True))


def shown(comment: Comment) -> Any:
    (row,) = every_comment(comment.discussion)
    return row


def public_words(comment: Comment) -> bool:
    openings = Opening.objects.filter(entry__subject=comment.reference, field="text")
    return openings.get().public


def test_safety_report_alerts_the_lead_and_hides_the_text_everywhere(
    published: Comment, review: Any, moderator: Any, chapter: Any
) -> None:
    assert found(review) == 1
    report(published, SAFETY, explanation="The clerk is in danger.")
    assert acts(published) == ["hide"]
    mail = OutgoingMail.objects.get(to=moderator.email, subject__startswith="Somebody may be")
    assert "Zorandu" not in mail.text + mail.html
    assert "in danger" not in mail.text + mail.html
    row = shown(published)
    assert (row.state, row.html, row.author_name) == ("hidden", "", "")
    assert margin_of(chapter.current) == []
    assert found(review) == 0
    assert not public_words(published)
    for address in (
        reverse("portal:whole", args=[review.slug, chapter.slug]),
        reverse("moderation:report", args=["comment", published.public_id]),
    ):
        page = Client().get(address).content.decode()
        assert NOTE in page
        assert "Zorandu" not in page
        assert "Paul Participant" not in page
    assert last_leaf(review)["event"] == "case.safeguarded.v1"
    assert last_leaf(review)["data"]["act"] == "hide"


def test_hiding_ends_by_itself_and_the_task_restores_search_and_bundle(
    published: Comment, review: Any
) -> None:
    earlier = timezone.now() - HIDDEN_FOR - timedelta(minutes=1)
    report(published, SAFETY, now=earlier)
    # Nobody has acted, and the page shows the text by the clock alone.
    assert shown(published).state == "published"
    assert found(review) == 0
    assert lapse_hiding(case_id=case_of(published).pk)
    assert found(review) == 1
    assert public_words(published)
    assert not lapse_hiding(case_id=case_of(published).pk)
    assert acts(published) == ["hide", "lapse"]
    hiding = next(
        one.hiding
        for one in history_of("comment", published.public_id, timezone.now())
        if one.hiding
    )
    assert hiding.until - hiding.since == HIDDEN_FOR
    page = Client().get(reverse("moderation:history", args=["comment", published.public_id]))
    assert "Hidden for safety" in page.content.decode()


def test_lapse_before_the_time_changes_nothing(published: Comment) -> None:
    report(published, SAFETY)
    assert not lapse_hiding(case_id=case_of(published).pk)
    assert acts(published) == ["hide"]


def test_lead_ends_it_and_the_same_words_are_not_hidden_again_for_a_day(
    published: Comment, review: Any, moderator: Any
) -> None:
    case = case_of(published)
    report(published, SAFETY)
    settle_risk(actor=moderator, case_id=case.pk, reason="The name is invented.", key=uuid.uuid4())
    assert shown(published).state == "published"
    assert found(review) == 1
    again = report(published, SAFETY, email="other@example.org")
    assert not again.is_muted
    assert acts(published) == ["hide", "clear", "alert"]
    told = OutgoingMail.objects.filter(to=moderator.email, subject__startswith="Somebody may be")
    assert told.count() == 2
    report(published, SAFETY, now=timezone.now() + timedelta(hours=25))
    assert acts(published)[-1] == "hide"


def test_lead_hides_it_longer_with_a_reason(published: Comment, moderator: Any) -> None:
    case = case_of(published)
    report(published, SAFETY)
    arguments: dict[str, Any] = {"actor": moderator, "case_id": case.pk, "reason": "Police look."}
    for days in (15, -1):
        with pytest.raises(LengthWrong):
            settle_risk(**arguments, days=days, key=uuid.uuid4())
    key = uuid.uuid4()
    made = settle_risk(**arguments, days=7, key=key)
    assert settle_risk(**arguments, days=7, key=key) == made
    assert shown(published).hidden_until == made.until
    assert acts(published) == ["hide", "lengthen"]
    (one,) = [
        h.hiding for h in history_of("comment", published.public_id, timezone.now()) if h.hiding
    ]
    assert one.until == made.until


def test_only_a_lead_settles_with_a_reason_and_what_is_hidden(
    published: Comment, moderator: Any, other: Any
) -> None:
    case = case_of(published)
    arguments: dict[str, Any] = {"case_id": case.pk, "reason": "Nobody.", "key": uuid.uuid4()}
    with pytest.raises(NothingHidden):
        settle_risk(actor=moderator, **arguments)
    report(published, SAFETY)
    with pytest.raises(NotPermitted):
        settle_risk(actor=other, **arguments)
    with pytest.raises(RiskReasonMissing):
        settle_risk(actor=moderator, **{**arguments, "reason": "  "})
    with pytest.raises(RiskReasonTooLong):
        settle_risk(actor=moderator, **{**arguments, "reason": "x" * 2_001})


def test_nobody_settles_it_for_an_own_text(post: Any, person: Any, judge: Any) -> None:
    lead = person(Role.LEAD_MODERATOR, name="Lina Lead")
    comment = post(actor=lead)
    judge(comment)
    report(comment, SAFETY)
    with pytest.raises(OwnSubmission):
        settle_risk(actor=lead, case_id=case_of(comment).pk, reason="No.", key=uuid.uuid4())
    with pytest.raises(IntegrityError, match="own text"):
        insert_safeguard(case_of(comment), act="clear", person_id=lead.pk, person_key=lead.pk)


def test_rejection_confirms_and_approval_by_a_moderator_does_not_show(
    published: Comment, judge: Any, other: Any, review: Any
) -> None:
    report(published, SAFETY)
    judge(published, actor=other, explanation="It keeps to the rules.")
    assert shown(published).state == "hidden"
    judge(published, "R1", "It names a witness.")
    assert acts(published) == ["hide", "confirm"]
    assert shown(published).state == "refused"
    assert found(review) == 0


def test_moderator_raises_it_on_a_waiting_text_which_alerts_only(
    post: Any, other: Any, moderator: Any
) -> None:
    comment = post(WORDS)
    case = case_of(comment)
    with pytest.raises(RiskReasonMissing):
        raise_risk(actor=other, case_id=case.pk, reason="", key=uuid.uuid4())
    key = uuid.uuid4()
    for _again in range(2):
        raise_risk(actor=other, case_id=case.pk, reason="A witness is named.", key=key)
    assert acts(comment) == ["alert"]
    assert OutgoingMail.objects.filter(to=moderator.email).count() == 1


def test_hidden_text_takes_no_reply(published: Comment, post: Any) -> None:
    report(published, SAFETY)
    with pytest.raises(ReplyNotPossible):
        post(replied_to=published)
    assert Client().get(reverse("comments:reply", args=[published.public_id])).status_code == 404


def test_pages_let_moderators_raise_and_leads_settle(
    published: Comment, signed_in: Any, moderator: Any, other: Any, review: Any
) -> None:
    case = case_of(published)
    raised, settled = (reverse(f"moderation:{n}", args=[case.pk]) for n in ("risk", "settle-risk"))
    client = signed_in(other)
    refused = client.post(raised, {"reason": "", "key": str(uuid.uuid4())})
    assert refused.status_code == 400
    sent = client.post(raised, {"reason": "The clerk.", "key": str(uuid.uuid4())}, follow=True)
    assert "The leads are told." in sent.content.decode()
    assert (
        case.number in client.get(reverse("moderation:risks", args=[review.slug])).content.decode()
    )
    lead = signed_in(moderator)
    kept = lead.post(settled, {"reason": "Asked the police.", "days": "99", "key": uuid.uuid4()})
    assert kept.status_code == 400
    assert "Asked the police." in kept.content.decode()
    done = lead.post(settled, {"reason": "Invented.", "key": str(uuid.uuid4())}, follow=True)
    assert "This is recorded." in done.content.decode()
    assert open_hidings(review, timezone.now()).count() == 0


def test_events_stand_in_the_log(published: Comment, review: Any, moderator: Any) -> None:
    report(published, SAFETY)
    settle_risk(actor=moderator, case_id=case_of(published).pk, reason="Nobody.", key=uuid.uuid4())
    events = Entry.objects.filter(log_id=review.log_id, event="case.safeguarded.v1")
    assert events.count() == 2
