"""Closing: when, by whom, what is counted, and who is told."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from consult.core.errors import NotPermitted
from consult.core.models import Entry, OutgoingMail
from consult.council.actions import cast_ballot, close_motion, put_motion
from consult.council.actions.close_motion import NotDueYet
from consult.council.models import Ballot, Motion
from consult.ledger.instant import format_instant
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db

End = Callable[[Motion], Motion]


def _vote(council: Council, motion: Motion, seat: int, rank: int, choice: str) -> Ballot:
    return cast_ballot(
        actor=council.people[seat][rank],
        motion_id=motion.pk,
        seat_id=council.seats[seat].pk,
        choice=choice,
        reason="Because.",
        key=uuid.uuid4(),
    )


def test_the_result_is_counted_from_roll_and_counting_ballots(
    council: Council, motion: Motion, let_voting_end: End
) -> None:
    _vote(council, motion, 0, 0, "reject")
    first = _vote(council, motion, 0, 0, "approve")
    _vote(council, motion, 0, 1, "reject")
    second = _vote(council, motion, 1, 1, "reservations")
    let_voting_end(motion)
    closed = close_motion(actor=council.secretary, motion_id=motion.pk)
    assert closed.outcome is not None
    assert closed.closed_at is not None
    assert (closed.state, closed.outcome["status"]) == ("closed", "adopted")
    assert closed.outcome["choices"]["heads"] == {
        "approve": 1,
        "reservations": 1,
        "reject": 0,
        "abstain": 0,
        "recused": 0,
    }
    assert closed.outcome["counts"]["everyone"]["heads"]["not_voting"] == 1
    entry = Entry.objects.get(subject=motion.reference, event="motion.closed.v1")
    leaf = json.loads(bytes(entry.leaf))
    assert leaf["actor"] == council.secretary.reference
    assert leaf["data"] == {
        "motion": motion.number,
        "closed_at": format_instant(closed.closed_at),
        "counting": [
            {"seat": council.seats[0].reference, "ballot": first.reference},
            {"seat": council.seats[1].reference, "ballot": second.reference},
        ],
        "outcome": closed.outcome,
    }
    stored = Motion.objects.get(pk=motion.pk)
    assert (stored.outcome, stored.closed_at, stored.revision) == (
        closed.outcome,
        closed.closed_at,
        5,
    )


def test_without_quorum_nothing_is_adopted(
    council: Council, motion: Motion, let_voting_end: End
) -> None:
    _vote(council, motion, 0, 0, "approve")
    let_voting_end(motion)
    closed = close_motion(actor=None, motion_id=motion.pk)
    assert closed.outcome is not None
    assert closed.outcome["status"] == "not_quorate"


def test_everybody_on_the_roll_is_told_the_result(
    council: Council, motion: Motion, let_voting_end: End
) -> None:
    _vote(council, motion, 0, 0, "approve")
    _vote(council, motion, 1, 0, "reject")
    _vote(council, motion, 2, 0, "reject")
    let_voting_end(motion)
    OutgoingMail.objects.all().delete()
    close_motion(actor=None, motion_id=motion.pk)
    mails = OutgoingMail.objects.all()
    assert {mail.to for mail in mails} == {each.email for pair in council.people for each in pair}
    assert {mail.subject for mail in mails} == {"Result of motion VNR26-M-001: Rejected"}
    assert "Approve: 1\n" in mails[0].text
    assert "Reject: 2\n" in mails[0].text


def test_nobody_closes_before_the_time(council: Council, motion: Motion) -> None:
    before = Entry.objects.count()
    for actor in (council.secretary, None):
        with pytest.raises(NotDueYet):
            close_motion(actor=actor, motion_id=motion.pk)
    assert Entry.objects.count() == before
    assert Motion.objects.get(pk=motion.pk).state == "open"


def test_a_member_does_not_close(council: Council, motion: Motion, let_voting_end: End) -> None:
    let_voting_end(motion)
    with pytest.raises(NotPermitted):
        close_motion(actor=council.people[0][0], motion_id=motion.pk)
    assert Motion.objects.get(pk=motion.pk).state == "open"


def test_closing_again_changes_nothing(
    council: Council, motion: Motion, let_voting_end: End
) -> None:
    let_voting_end(motion)
    first = close_motion(actor=None, motion_id=motion.pk)
    entries, mails = Entry.objects.count(), OutgoingMail.objects.count()
    again = close_motion(actor=council.secretary, motion_id=motion.pk)
    assert (again.closed_at, again.outcome) == (first.closed_at, first.outcome)
    assert (Entry.objects.count(), OutgoingMail.objects.count()) == (entries, mails)


def test_the_task_closes_what_is_due_and_nothing_else(
    motion_arguments: Callable[..., dict[str, Any]],
    make_version: Any,
    let_voting_end: End,
    work_off_tasks: Callable[[], int],
) -> None:
    due = put_motion(**motion_arguments())
    open_ = put_motion(**motion_arguments(versions=[make_version("annexes")]))
    let_voting_end(due)
    waiting = DBTaskResult.objects.filter(task_path="consult.council.tasks.close_due_motions")
    earliest = waiting.order_by("run_after").values_list("pk", flat=True)[0]
    waiting.filter(pk=earliest).update(run_after=timezone.now())
    work_off_tasks()
    assert Motion.objects.get(pk=due.pk).state == "closed"
    assert Motion.objects.get(pk=open_.pk).state == "open"
    leaf = json.loads(bytes(Entry.objects.get(event="motion.closed.v1").leaf))
    assert leaf["actor"] == "system"
