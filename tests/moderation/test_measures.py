"""Measures against accounts: taken by people, barring posts, lifted and appealed against."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from consult.accounts.rules.roles import Role
from consult.comments.models import Comment
from consult.core.errors import NotPermitted, NotThere
from consult.core.models import Entry, OutgoingMail
from moderation.actions import answer_measure, appeal_measure, lift_measure
from moderation.models import Measure
from moderation.rules.appealing import AppealTextMissing, NothingToAppeal, TookPart
from moderation.rules.judging import OwnSubmission
from moderation.rules.measures import (
    GuestHasNoMeasure,
    MeasureEnded,
    MeasureGroundMissing,
    MeasureInForce,
    MeasureKindMissing,
    MeasureReasonMissing,
    MeasureRuleMissing,
    NothingToAnswer,
    NotWarned,
    OwnMeasure,
    PostingSlowed,
    Suspended,
)
from moderation.rules.outside import AnswerVerdictMissing
from moderation.rules.states import Verdict
from moderation.selectors import record_of, refusals_of
from tests.comments.scene import case_of, last_leaf, nothing_happens, openings
from tests.moderation.measured import WHY, mailed_token, refused, suspended, take
from tests.moderation.test_appeals import appeal

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(person: Any) -> Any:
    return person(Role.MODERATOR, name="Otto Other")


def lodged(measure: Measure, **changes: Any) -> Any:
    given: dict[str, Any] = {"measure_id": measure.pk, "text": "I quoted.", "key": uuid.uuid4()}
    return appeal_measure(**{**given, **changes})


def test_warning_is_reasoned_told_and_recorded(
    post: Any, judge: Any, moderator: Any, participant: Any, review: Any
) -> None:
    case = case_of(refused(post, judge, 2))
    key = uuid.uuid4()
    made = take(moderator, case, key=key)
    assert take(moderator, case, key=key) == made
    assert made.person == participant
    assert made.grounds.count() == 2
    statement = made.statement
    assert statement["measure"]["act"] == "warning"
    assert len(statement["facts"]["refused"]) == 2
    assert statement["ground"]["explanation"] == WHY
    assert statement["automation"] == {"detection": "none", "decision": "none"}
    leaf = last_leaf(review)
    assert leaf["event"] == "measure.taken.v1"
    assert leaf["data"]["person"] == participant.reference
    assert (leaf["data"]["kind"], leaf["data"]["until"]) == ("warning", None)
    assert WHY not in str(leaf)
    latest = Entry.objects.filter(log_id=review.log_id).count() - 1
    assert openings(review, latest)["explanation"] == (WHY, False)
    mail = OutgoingMail.objects.get(about=made.reference)
    assert (mail.to, "warning" in mail.subject) == (participant.email, True)
    assert WHY in mail.text
    assert WHY in mail.html
    assert mailed_token(participant.email) not in (made.token_sha256 or "")
    post("A calm text.")


def test_suspension_follows_a_warning_and_a_further_text(
    post: Any, judge: Any, moderator: Any
) -> None:
    case = case_of(refused(post, judge, 3))
    with pytest.raises(NotWarned):
        take(moderator, case, "suspension")
    take(moderator, case)
    with pytest.raises(NotWarned):
        take(moderator, case, "suspension")
    made = take(moderator, case_of(refused(post, judge)), "suspension", days=30)
    assert made.until == made.taken_at + timedelta(days=30)


def test_warning_that_was_lifted_grades_nothing(post: Any, judge: Any, moderator: Any) -> None:
    warning = take(moderator, case_of(refused(post, judge)))
    lift_measure(actor=moderator, measure_id=warning.pk, explanation="A slip.", key=uuid.uuid4())
    with pytest.raises(NotWarned):
        take(moderator, case_of(refused(post, judge)), "suspension")


def test_suspended_account_sends_nothing_until_the_end(
    post: Any, judge: Any, moderator: Any, person: Any
) -> None:
    made = suspended(moderator, post, judge)
    with nothing_happens(), pytest.raises(Suspended) as refusal:
        post("Let me in.")
    assert refusal.value.params == {"until": made.until, "rule": "R1 No insults"}
    post("I am somebody else.", actor=person())
    assert made.until is not None
    post("I am back.", now=made.until)


def test_slower_posting_takes_one_text_in_its_hours(post: Any, judge: Any, moderator: Any) -> None:
    case = case_of(refused(post, judge))
    take(moderator, case, "slower")
    with nothing_happens(), pytest.raises(PostingSlowed):
        post("So soon.")
    later = timezone.now() + timedelta(hours=24, minutes=1)
    post("A day after.", now=later)
    with pytest.raises(PostingSlowed):
        post("And another.", now=later + timedelta(hours=1))


def test_measures_of_a_kind_do_not_run_side_by_side(post: Any, judge: Any, moderator: Any) -> None:
    case = case_of(refused(post, judge))
    first = take(moderator, case, "slower")
    with pytest.raises(MeasureInForce):
        take(moderator, case, "slower")
    lift_measure(actor=moderator, measure_id=first.pk, explanation="Longer.", key=uuid.uuid4())
    take(moderator, case, "slower", days=14)


def test_what_a_measure_must_say(post: Any, judge: Any, moderator: Any) -> None:
    case = case_of(refused(post, judge))
    for changes, error in (
        ({"kind": "ban"}, MeasureKindMissing),
        ({"rule_code": "R9"}, MeasureRuleMissing),
        ({"explanation": "  "}, MeasureReasonMissing),
        ({"rests_on": []}, MeasureGroundMissing),
        ({"rests_on": [uuid.uuid4()]}, MeasureGroundMissing),
    ):
        with pytest.raises(error), nothing_happens():
            take(moderator, case, **changes)
    assert not Measure.objects.exists()


def test_only_refusals_that_stand_count(
    post: Any, judge: Any, moderator: Any, participant: Any, review: Any
) -> None:
    withdrawn, appealed, kept = (refused(post, judge) for _ in range(3))
    judge(withdrawn, explanation="It quotes.", verdict=Verdict.APPROVE)
    appeal(appealed)
    found = refusals_of(participant.pk, review, timezone.now())
    assert [one.case for one in found] == [case_of(kept)]
    assert refusals_of(None, review, timezone.now()) == []


def test_proposed_from_three_refused_texts_and_never_taken(
    post: Any, judge: Any, moderator: Any
) -> None:
    for expected in (False, False, True):
        record = record_of(case_of(refused(post, judge)), moderator, timezone.now())
        assert record is not None
        assert record.is_proposed is expected
    assert not Measure.objects.exists()


def test_moderators_warn_and_slow_and_leads_suspend(
    post: Any, judge: Any, moderator: Any, other: Any, participant: Any
) -> None:
    case = case_of(refused(post, judge))
    take(other, case)
    slower = take(other, case, "slower")
    lift_measure(actor=other, measure_id=slower.pk, explanation="Calmer.", key=uuid.uuid4())
    case = case_of(refused(post, judge))
    with pytest.raises(NotPermitted):
        take(other, case, "suspension")
    made = take(moderator, case, "suspension")
    with pytest.raises(NotPermitted):
        lift_measure(actor=other, measure_id=made.pk, explanation="No.", key=uuid.uuid4())
    with pytest.raises(NotPermitted):
        take(participant, case)


def test_nobody_measures_themselves_or_their_organisation(
    post: Any, judge: Any, moderator: Any, other: Any, participant: Any, organisation: Any
) -> None:
    case = case_of(refused(post, judge))
    own = post("You fool.", actor=moderator)
    with pytest.raises(OwnSubmission):
        judge(own, "R1", "Why.")
    judge(own, "R1", "Why.", actor=other)
    with pytest.raises(OwnMeasure):
        take(moderator, case_of(own))
    for one in (participant, other):
        one.organisation = organisation
        one.save(update_fields=["organisation"])
    with pytest.raises(OwnMeasure):
        take(other, case)
    made = take(moderator, case)
    with pytest.raises(OwnMeasure):
        lift_measure(actor=other, measure_id=made.pk, explanation="Ours.", key=uuid.uuid4())


def test_guests_have_no_measure(post: Any, judge: Any, moderator: Any) -> None:
    from moderation.models import Case

    case = case_of(refused(post, judge))
    guest = Case.objects.create(
        review=case.review,
        kind="comment",
        subject_id=uuid.uuid4(),
        number="VNR26-009999",
        language="en",
        opened_at=timezone.now(),
    )
    with pytest.raises(GuestHasNoMeasure):
        take(moderator, guest, rests_on=[uuid.uuid4()])
    assert record_of(guest, moderator, timezone.now()) is None


def test_lifting_frees_the_account_and_is_told(
    post: Any, judge: Any, moderator: Any, participant: Any, review: Any
) -> None:
    made = suspended(moderator, post, judge)
    given = {"actor": moderator, "measure_id": made.pk, "explanation": "It was harsh."}
    with pytest.raises(MeasureReasonMissing):
        lift_measure(**{**given, "explanation": " "}, key=uuid.uuid4())
    lifted = lift_measure(**given, key=uuid.uuid4())
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["data"]["by"]) == ("measure.ended.v1", "lifted")
    mail = OutgoingMail.objects.get(about=lifted.reference)
    assert (mail.to, "It was harsh." in mail.text) == (participant.email, True)
    with pytest.raises(MeasureEnded):
        lift_measure(**given, key=uuid.uuid4())
    with pytest.raises(NothingToAppeal):
        lodged(made, actor=participant)
    post("Thank you.")


def test_appeal_goes_to_somebody_who_took_no_part(
    post: Any, judge: Any, moderator: Any, other: Any, participant: Any, review: Any
) -> None:
    made = suspended(moderator, post, judge)
    for stranger in ({"actor": other}, {"token": "x" * 43}, {}):
        with pytest.raises(NotThere):
            lodged(made, **stranger)
    with pytest.raises(AppealTextMissing):
        lodged(made, actor=participant, text=" ")
    token, key = mailed_token(participant.email), uuid.uuid4()
    one = lodged(made, token=token, key=key)
    assert lodged(made, token=token, key=key) == one
    assert one.due_at - one.filed_at == timedelta(days=14)
    assert last_leaf(review)["event"] == "measure.appealed.v1"
    assert OutgoingMail.objects.filter(to=moderator.email, about=made.reference).count() == 1
    with pytest.raises(NothingToAppeal):
        lodged(made, actor=participant)
    answer: dict[str, Any] = {"measure_id": made.pk, "verdict": "overturn", "explanation": "No."}
    with pytest.raises(TookPart):
        answer_measure(actor=moderator, **answer, key=uuid.uuid4())
    with pytest.raises(AnswerVerdictMissing):
        answer_measure(actor=other, **{**answer, "verdict": "lift"}, key=uuid.uuid4())
    made_answer = answer_measure(actor=other, **answer, key=key)
    assert answer_measure(actor=other, **answer, key=key) == made_answer
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["data"]["by"]) == ("measure.ended.v1", "overturned")
    assert "overturned" in OutgoingMail.objects.get(about=made_answer.reference).text
    post("Thank you.")


def test_upholding_leaves_the_measure(
    post: Any, judge: Any, moderator: Any, other: Any, participant: Any, review: Any
) -> None:
    made = suspended(moderator, post, judge)
    answer: dict[str, Any] = {"measure_id": made.pk, "verdict": "uphold", "explanation": "It is."}
    with pytest.raises(NothingToAnswer):
        answer_measure(actor=other, **answer, key=uuid.uuid4())
    lodged(made, actor=participant)
    answer_measure(actor=other, **answer, key=uuid.uuid4())
    assert last_leaf(review)["event"] == "measure.upheld.v1"
    with pytest.raises(Suspended):
        post("Still?")
    with pytest.raises(NothingToAnswer):
        answer_measure(actor=other, **answer, key=uuid.uuid4())
    assert Comment.objects.filter(body="Still?").count() == 0
