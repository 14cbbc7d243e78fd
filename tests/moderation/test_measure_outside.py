"""Appeals against measures that nobody in the team can answer go outside, by a mailed link."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consult.accounts.rules.roles import Role
from consult.core.errors import NotThere
from consult.core.models import Entry, OutgoingMail
from moderation.actions import (
    adjudicate_measure,
    appeal_measure,
    lift_measure,
    take_back,
    watch_due,
)
from moderation.models import Adjudicator, Measure, MeasureMandate
from moderation.rules.measures import MeasureReasonMissing, NothingToAnswer, Suspended
from moderation.rules.outside import GRACE, AnswerVerdictMissing, MandateOver
from moderation.selectors import measure_mandate_of
from tests.comments.pages import tree_of
from tests.comments.scene import case_of, last_leaf
from tests.moderation.measured import WHY, refused, suspended, take
from tests.moderation.test_held_by_database import execute
from tests.moderation.test_measures_held import insert_measure
from tests.moderation.test_outside import OMAR, named

pytestmark = pytest.mark.django_db

ANSWER = "The words quote a play."


@pytest.fixture
def outside(moderator: Any, review: Any) -> Adjudicator:
    return named(moderator, review)


@pytest.fixture
def suspension(post: Any, judge: Any, moderator: Any) -> Measure:
    return suspended(moderator, post, judge)


def lodge(measure: Measure) -> Any:
    return appeal_measure(
        measure_id=measure.pk, actor=measure.person, text="I quoted.", key=uuid.uuid4()
    )


def mailed_token() -> str:
    mail = OutgoingMail.objects.filter(to=OMAR).latest("created_at")
    found = re.search(r"/adjudicate/measure/([\w-]{43})/", mail.text)
    assert found
    return found[1]


def answer(token: str, verdict: str = "overturn", **changes: Any) -> Measure:
    given = {"token": token, "verdict": verdict, "explanation": ANSWER, "key": uuid.uuid4()}
    return adjudicate_measure(**{**given, **changes})


def test_appeal_in_a_team_of_one_goes_out_by_mail_at_once(
    suspension: Measure, outside: Adjudicator, review: Any, participant: Any
) -> None:
    made = lodge(suspension)
    mandate = MeasureMandate.objects.get()
    assert (mandate.appeal, mandate.adjudicator) == (made, outside)
    assert mandate.expires_at == made.due_at + GRACE
    mail = OutgoingMail.objects.get(to=OMAR)
    assert participant.name not in mail.text + mail.html
    assert "quoted" not in mail.text + mail.html
    leaf = last_leaf(review)
    assert leaf["event"] == "measure_appeal.handed_over.v1"
    assert leaf["data"]["adjudicator"] == outside.reference
    assert measure_mandate_of(mailed_token(), timezone.now()) == mandate


def test_appeal_that_a_colleague_can_answer_stays(
    suspension: Measure, outside: Adjudicator, person: Any, review: Any
) -> None:
    other = person(Role.MODERATOR, name="Otto Other")
    lodge(suspension)
    watch_due(review=review)
    assert not MeasureMandate.objects.exists()
    other.is_active = False
    other.save(update_fields=["is_active"])
    watch_due(review=review)
    assert MeasureMandate.objects.count() == 1


def test_colleague_of_the_persons_organisation_does_not_count(
    suspension: Measure, outside: Adjudicator, person: Any, participant: Any, organisation: Any
) -> None:
    for one in (participant, person(Role.MODERATOR, name="Otto Other")):
        one.organisation = organisation
        one.save(update_fields=["organisation"])
    lodge(suspension)
    assert MeasureMandate.objects.count() == 1


def test_nobody_outside_answers_the_appeal_of_their_own(
    suspension: Measure, moderator: Any, review: Any, participant: Any
) -> None:
    named(moderator, review, email=participant.email)
    lodge(suspension)
    assert not MeasureMandate.objects.exists()


def test_leads_are_told_once_that_nobody_can_and_naming_sends_it(
    suspension: Measure, moderator: Any, review: Any
) -> None:
    lodge(suspension)
    watch_due(review=review)
    told = OutgoingMail.objects.filter(
        to=moderator.email, subject__startswith="Nobody can answer an appeal against a measure"
    )
    assert told.count() == 1
    named(moderator, review)
    assert MeasureMandate.objects.count() == 1
    assert last_leaf(review)["data"]["appeals"] == 1


def test_overturning_frees_the_account_and_is_told(
    suspension: Measure, outside: Adjudicator, post: Any, participant: Any, review: Any
) -> None:
    lodge(suspension)
    token, key = mailed_token(), uuid.uuid4()
    with pytest.raises(AnswerVerdictMissing):
        answer(token, "lift")
    with pytest.raises(MeasureReasonMissing):
        answer(token, explanation=" ")
    with pytest.raises(NotThere):
        answer("x" * 43)
    made = answer(token, key=key)
    assert answer(token, key=key) == made
    assert (made.outside, made.moderator, made.moderator_key) == (outside, None, outside.pk)
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["actor"]) == ("measure.ended.v1", outside.reference)
    mail = OutgoingMail.objects.get(about=made.reference)
    assert (mail.to, "Somebody outside the team has overturned" in mail.text) == (
        participant.email,
        True,
    )
    post("Thank you.")
    with pytest.raises(MandateOver):
        answer(token)
    assert Client().get(reverse("moderation:adjudicate-measure", args=[token])).status_code == 410


def test_upholding_leaves_the_measure(
    suspension: Measure, outside: Adjudicator, post: Any, review: Any
) -> None:
    lodge(suspension)
    answer(mailed_token(), "uphold")
    assert last_leaf(review)["event"] == "measure.upheld.v1"
    with pytest.raises(Suspended):
        post("Still?")


def test_measure_lifted_meanwhile_leaves_nothing_to_answer(
    suspension: Measure, outside: Adjudicator, moderator: Any
) -> None:
    lodge(suspension)
    lift_measure(actor=moderator, measure_id=suspension.pk, explanation="Harsh.", key=uuid.uuid4())
    with pytest.raises(NothingToAnswer):
        answer(mailed_token())


def test_link_ends_by_age_or_when_it_is_taken_back(
    suspension: Measure, outside: Adjudicator, moderator: Any, review: Any
) -> None:
    lodge(suspension)
    first = mailed_token()
    late = MeasureMandate.objects.get().expires_at
    with pytest.raises(MandateOver):
        measure_mandate_of(first, late)
    watch_due(review=review, now=late)
    assert mailed_token() != first
    for _again in range(2):
        take_back(actor=moderator, mandate_id=MeasureMandate.objects.latest("sent_at").pk)
    assert (
        Entry.objects.filter(log_id=review.log_id, event="measure_appeal.taken_back.v1").count()
        == 1
    )
    with pytest.raises(MandateOver):
        answer(mailed_token())


def test_pages_show_the_grounds_without_the_person_and_take_the_answer(
    suspension: Measure,
    outside: Adjudicator,
    moderator: Any,
    participant: Any,
    review: Any,
    signed_in: Any,
) -> None:
    lodge(suspension)
    lead = signed_in(moderator)
    listed = lead.get(reverse("moderation:outside", args=[review.slug])).content.decode()
    assert "Take the link for the measure back from" in listed
    page = reverse("moderation:adjudicate-measure", args=[mailed_token()])
    shown = Client().get(page)
    assert shown.headers["Referrer-Policy"] == "same-origin"
    text = shown.content.decode()
    for said in (WHY, "I quoted.", "You fool, number 0."):
        assert said in text
    assert participant.name not in text
    kept = Client().post(page, {"verdict": "", "explanation": ANSWER, "key": str(uuid.uuid4())})
    assert (kept.status_code, ANSWER in kept.content.decode()) == (400, True)
    sent = {"verdict": "overturn", "explanation": ANSWER, "key": str(uuid.uuid4())}
    assert Client().post(page, sent).status_code == 302
    own = signed_in(participant).get(reverse("moderation:my-measure", args=[suspension.pk]))
    assert "decided by an outside adjudicator" in " ".join(tree_of(own).text_content().split())
    assert "Omar" not in own.content.decode()


def test_database_holds_who_answers_from_outside(
    post: Any, judge: Any, outside: Adjudicator, moderator: Any, review: Any
) -> None:
    warning = take(moderator, case_of(refused(post, judge)))
    lodge(warning)
    mandate = MeasureMandate.objects.get()
    stranger = named(moderator, review, name="Stella Stranger", email="stella@example.org")
    good = {
        "act": "uphold",
        "about_id": warning.pk,
        "token_sha256": None,
        "outside_id": outside.pk,
        "moderator_id": None,
        "moderator_key": outside.pk,
    }
    for changes in (
        {"moderator_id": moderator.pk},
        {"moderator_key": moderator.pk},
        {"outside_id": None},
        {"outside_id": stranger.pk, "moderator_key": stranger.pk},
        {"moderator_organisation_id": uuid.uuid4()},
        {"explanation": ""},
        {"act": "lift"},
        {"taken_at": mandate.expires_at, "told_at": mandate.expires_at},
    ):
        with pytest.raises(IntegrityError):
            insert_measure(warning, moderator, **{**good, **changes})
    execute("UPDATE moderation_measuremandate SET revoked_at = %(at)s", at=timezone.now())
    with pytest.raises(IntegrityError):
        insert_measure(warning, moderator, **good)
    with pytest.raises(IntegrityError):
        execute(
            "UPDATE moderation_measuremandate SET expires_at = %(at)s",
            at=timezone.now() + timedelta(days=99),
        )


def test_database_takes_an_answer_from_outside_and_keeps_it(
    post: Any, judge: Any, outside: Adjudicator, moderator: Any
) -> None:
    warning = take(moderator, case_of(refused(post, judge)))
    lodge(warning)
    insert_measure(
        warning,
        moderator,
        act="uphold",
        about_id=warning.pk,
        token_sha256=None,
        outside_id=outside.pk,
        moderator_id=None,
        moderator_key=outside.pk,
    )
    with pytest.raises(IntegrityError):
        execute("UPDATE moderation_measure SET outside_id = NULL")
