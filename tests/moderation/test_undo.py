"""A decision taken back before anybody is told of it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from consult.accounts.rules.roles import Role
from consult.comments.models import Comment
from consult.core.mail import deliver
from consult.core.models import OutgoingMail
from moderation.actions import undo_decision
from moderation.models import Case, Decision
from moderation.rules.states import CaseState, Verdict
from moderation.rules.undoing import NothingToUndo
from moderation.selectors import latest_decision
from tests.comments.scene import case_of, last_leaf
from tests.moderation.test_held_by_database import insert_decision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_told_later")]
UNDO_WITHIN = timedelta(seconds=60)
QUEUE = "/en/moderation/vnr-2026/"


@pytest.fixture
def _told_later(settings: Any) -> None:
    settings.UNDO_WITHIN = UNDO_WITHIN


def undo(comment: Comment, moderator: Any, **changes: Any) -> Decision:
    """Take back the decision on a comment."""
    decision = Decision.objects.filter(case__subject_id=comment.public_id).latest("number")
    arguments = {
        "actor": moderator,
        "case_id": decision.case_id,
        "number": decision.number,
        "key": uuid.uuid4(),
    }
    return undo_decision(**{**arguments, **changes})


def _notice() -> OutgoingMail:
    return OutgoingMail.objects.filter(about__startswith="decision:").latest("created_at")


def test_the_notice_waits_and_leaves_once_the_time_is_over(post: Any, judge: Any) -> None:
    decision = judge(post(), "R1", "“Fool” ridicules a person.")
    mail = _notice()
    assert decision.told_at == decision.decided_at + UNDO_WITHIN
    assert (mail.about, mail.try_after) == (decision.reference, decision.told_at)
    assert not deliver(str(mail.pk))
    OutgoingMail.objects.filter(pk=mail.pk).update(try_after=timezone.now())
    assert deliver(str(mail.pk))


def test_an_undone_refusal_reaches_nobody_and_the_log_keeps_both(
    post: Any, judge: Any, moderator: Any, review: Any
) -> None:
    comment = post()
    judge(comment, "R1", "A slip.")
    undoing = undo(comment, moderator)
    case = case_of(comment)
    assert (case.state, case.claimed_by, case.version) == (CaseState.PENDING, moderator, 3)
    assert _notice().state == OutgoingMail.State.CANCELLED
    assert latest_decision(case) is None
    comment.refresh_from_db()
    assert (comment.state, comment.shown_at, comment.refused_rule) == ("pending", None, "")
    data = last_leaf(review)["data"]
    assert (data["decision"], data["supersedes"], data["decision_number"]) == ("undo", 1, 2)
    assert undoing.undoes.number == 1
    judge(comment)
    assert case_of(comment).state == CaseState.APPROVED
    assert case_of(comment).decisions.count() == 3


def test_once_for_a_key(post: Any, judge: Any, moderator: Any) -> None:
    comment = post()
    judge(comment)
    key = uuid.uuid4()
    assert undo(comment, moderator, key=key, number=1) == undo(
        comment, moderator, key=key, number=1
    )
    assert case_of(comment).decisions.count() == 2


def test_what_was_published_before_is_published_again(
    post: Any, judge: Any, moderator: Any
) -> None:
    comment = post()
    judge(comment)
    judge(comment, "R1", "A slip.")
    undo(comment, moderator)
    comment.refresh_from_db()
    assert comment.state == "published"
    assert case_of(comment).state == CaseState.APPROVED


def test_nobody_undoes_too_late_nor_anothers_nor_what_has_moved_on(
    post: Any, judge: Any, moderator: Any, person: Any
) -> None:
    comment = post()
    judge(comment)
    other = person(Role.MODERATOR, name="Otto Other")
    with pytest.raises(NothingToUndo):
        undo(comment, moderator, now=timezone.now() + UNDO_WITHIN)
    with pytest.raises(NothingToUndo):
        undo(comment, other)
    with pytest.raises(NothingToUndo):
        undo(comment, moderator, number=2)
    judge(comment, "R1", "It ridicules.", actor=other)
    with pytest.raises(NothingToUndo):
        undo(comment, moderator, number=1)
    assert case_of(comment).state == CaseState.REJECTED


def test_the_database_refuses_an_undoing_too_late_or_by_another(
    post: Any, judge: Any, moderator: Any, person: Any
) -> None:
    comment = post()
    decision = judge(comment)
    case = case_of(comment)
    row = {
        "verdict": "undo",
        "effect": "revert",
        "rule_id": None,
        "explanation": "",
        "undoes_id": decision.pk,
    }
    late = decision.told_at + timedelta(seconds=1)
    for moderator_row, changes in (
        (moderator, {"decided_at": late, "told_at": late}),
        (person(Role.MODERATOR, name="Otto Other"), {}),
        (moderator, {"undoes_id": None}),
        (moderator, {"effect": "withhold"}),
    ):
        with pytest.raises(IntegrityError):
            insert_decision(case, moderator_row, **{**row, **changes})
    insert_decision(case, moderator, **row)
    with pytest.raises(IntegrityError):
        insert_decision(case, moderator, **{**row, "undoes_id": Decision.objects.get(number=2).pk})


def test_the_receipt_says_nothing_until_the_author_is_told(
    client: Any, post: Any, judge: Any
) -> None:
    comment = post()
    judge(comment, "R1", "“Fool” ridicules a person.")
    page = client.get(comment.receipt_path).content.decode()
    assert "Waiting for a moderator" in page
    assert "ridicules" not in page
    assert "Appeal" not in page
    assert client.get(f"/en/decisions/comment/{comment.public_id}/").status_code == 404


def test_the_queue_offers_to_undo_what_was_decided_just_now(
    post: Any, judge: Any, moderator: Any, signed_in: Any, person: Any
) -> None:
    comment = post()
    judge(comment)
    client = signed_in(moderator)
    page = client.get(QUEUE).content.decode()
    assert "Decided just now" in page
    assert f"{case_of(comment).pk}/undo/" in page
    answer = client.post(
        f"/en/moderation/cases/{case_of(comment).pk}/undo/",
        {"number": 1, "key": str(uuid.uuid4())},
    )
    assert answer.status_code == 302
    assert "is undone" in client.get(answer.url).content.decode()
    assert Case.objects.get().state == CaseState.PENDING
    assert "Decided just now" not in signed_in(person(Role.MODERATOR)).get(QUEUE).content.decode()


def test_verdicts_that_forms_offer_never_hold_an_undoing(post: Any, moderator: Any) -> None:
    from moderation.rules.states import verdicts_in

    assert all(Verdict.UNDO not in verdicts_in(state) for state in CaseState)
