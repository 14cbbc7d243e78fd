"""Rival amendments when several things happen to them at the same moment."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from consult.accounts.models import User
from consult.core.models import Entry
from consult.council.actions import cast_ballot, close_motion, open_motion, void_motion
from consult.council.models import Motion
from tests.council.amendments import (  # noqa: F401
    amendment_arguments,
    kept,
    order,
    water,
)
from tests.council.conftest import Council
from tests.council.test_ballot_race import at_once
from tests.council.test_rivals import states

pytestmark = pytest.mark.django_db(transaction=True)

Order = Callable[..., list[Motion]]
End = Callable[[Motion], Motion]


def decided_by(council: Council, motion: Motion, choice: str, let_voting_end: End) -> Motion:
    """Let all seats say the same, and the motion's time pass; it is not closed yet."""
    for seat in range(3):
        cast_ballot(
            actor=council.people[seat][0],
            motion_id=motion.pk,
            seat_id=council.seats[seat].pk,
            choice=choice,
            reason="",
            key=uuid.uuid4(),
        )
    return let_voting_end(motion)


def called() -> int:
    return Entry.objects.filter(event="amendment.called.v1").count()


def voiding(council: Council, motion: Motion) -> Callable[[], Motion]:
    secretary = User.objects.get(pk=council.secretary.pk)
    return lambda: void_motion(actor=secretary, motion_id=motion.pk, reason="Withdrawn.")


def test_many_closes_and_openings_call_the_next_once(
    order: Order,  # noqa: F811
    council: Council,
    let_voting_end: End,
) -> None:
    first, second, third = order()
    decided_by(council, first, "reject", let_voting_end)
    # The time announced for the second has come too, as when the worker slept.
    Motion.objects.filter(pk__in=[second.pk, third.pk]).update(opens_at=first.opens_at)
    jobs = [lambda: close_motion(actor=None, motion_id=first.pk)] * 3
    opening = [lambda motion=motion: open_motion(motion_id=motion.pk) for motion in (second, third)]
    results = at_once([*jobs, *opening, *opening])
    assert {type(result) for result in results} == {Motion}
    assert states() == ["closed", "open", "noticed"]
    assert called() == 1


def test_a_close_and_a_withdrawal_of_the_next_lead_to_the_third(
    order: Order,  # noqa: F811
    council: Council,
    let_voting_end: End,
) -> None:
    first, second, third = order()
    decided_by(council, first, "reject", let_voting_end)
    results = at_once(
        [
            lambda: close_motion(actor=None, motion_id=first.pk),
            voiding(council, second),
        ]
    )
    assert {type(result) for result in results} == {Motion}
    assert states() == ["closed", "void", "noticed"]
    third.refresh_from_db()
    assert not third.waits


def test_an_adoption_and_a_withdrawal_leave_nothing_to_vote_on(
    order: Order,  # noqa: F811
    council: Council,
    let_voting_end: End,
) -> None:
    first, second, third = order()
    decided_by(council, first, "approve", let_voting_end)
    results = at_once(
        [
            lambda: close_motion(actor=None, motion_id=first.pk),
            voiding(council, second),
            voiding(council, third),
        ]
    )
    assert {type(result) for result in results} == {Motion}
    assert states() == ["closed", "void", "void"]
    assert called() == 0
    events = Entry.objects.filter(event="motion.voided.v1").values_list("subject", flat=True)
    assert sorted(events) == sorted([second.reference, third.reference])
