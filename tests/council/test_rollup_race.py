"""Two motions of one roll-up end at the same moment, and the whole is decided once.

On PostgreSQL the control drops the row lock, on SQLite it lets transactions begin deferred.
Rehearsals take no lock of the ledger, which would hide that the roll-up's own is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError

from consult.core.models import Entry
from consult.council.actions import close_motion, void_motion
from consult.council.models import Motion, RollUp
from tests.council.conftest import Council
from tests.council.races import lost, meeting

pytestmark = pytest.mark.django_db(transaction=True)

PutRolled = Callable[..., RollUp]
End = Callable[[Motion], Motion]


def closing(motion: Motion) -> Callable[[], Motion]:
    return lambda: close_motion(actor=None, motion_id=motion.pk)


LOOK = "consult.council.actions.decide_rollup.statuses_of"


def ended(rollup: RollUp, let_voting_end: End) -> list[Callable[[], Any]]:
    return [closing(let_voting_end(motion)) for motion in rollup.motions.order_by("number")]


@pytest.mark.parametrize("rehearsal", [True, False])
def test_two_that_close_at_once_decide_the_whole_once(
    rehearsal: bool, put_rolled: PutRolled, let_voting_end: End
) -> None:
    rollup = put_rolled(rehearsal=rehearsal)
    results, _met = meeting(LOOK, *ended(rollup, let_voting_end))
    assert [type(result) for result in results] == [Motion, Motion]
    rollup.refresh_from_db()
    assert (rollup.status, rollup.outcome["of"]) == ("not_adopted", 2)
    decided = Entry.objects.filter(event="rollup.decided.v1").count()
    assert decided == (0 if rehearsal else 1)


def test_one_closes_while_the_other_becomes_void(
    put_rolled: PutRolled, let_voting_end: End, council: Council
) -> None:
    rollup = put_rolled()
    first, second = rollup.motions.order_by("number")

    def void() -> Motion:
        return void_motion(actor=council.secretary, motion_id=second.pk, reason="Too early.")

    results, _met = meeting(LOOK, closing(let_voting_end(first)), void)
    assert [type(result) for result in results] == [Motion, Motion]
    rollup.refresh_from_db()
    assert [each["status"] for each in rollup.outcome["motions"]] == ["not_quorate", "void"]


@pytest.mark.usefixtures("without_row_locks")
def test_control_without_the_row_lock_the_whole_stays_open(
    put_rolled: PutRolled, let_voting_end: End
) -> None:
    rollup = put_rolled(rehearsal=True)
    results, _met = meeting(LOOK, *ended(rollup, let_voting_end))
    assert [type(result) for result in results] == [Motion, Motion]
    rollup.refresh_from_db()
    assert rollup.status == "open"


@pytest.mark.usefixtures("deferred_transactions")
def test_control_with_deferred_transactions_one_close_is_lost(
    put_rolled: PutRolled, let_voting_end: End
) -> None:
    rollup = put_rolled(rehearsal=True)
    results, _met = meeting(LOOK, *ended(rollup, let_voting_end))
    assert lost(results, OperationalError) == ["database is locked"]
    rollup.refresh_from_db()
    assert rollup.status == "open"
