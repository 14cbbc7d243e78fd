from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from consult.council.rules.errors import (
    MotionClosed,
    MotionNotOpen,
    MotionNotYetOpen,
    MoveNotAllowed,
    NotOnRoll,
)
from consult.council.rules.motion import (
    LEGAL_MOVES,
    State,
    require_move,
    require_on_roll,
    require_open,
)
from tests.council.rules_cases import roll

OPENS = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=3)
TICK = timedelta(microseconds=1)


def test_the_legal_moves_are_these() -> None:
    moves = {(state, target) for state, targets in LEGAL_MOVES.items() for target in targets}
    assert moves == {
        (State.DRAFT, State.NOTICED),
        (State.NOTICED, State.OPEN),
        (State.NOTICED, State.VOID),
        (State.OPEN, State.CLOSED),
        (State.OPEN, State.VOID),
        (State.CLOSED, State.CERTIFIED),
    }
    for state in State:
        for target in State:
            if (state, target) in moves:
                require_move(state, target)
            else:
                with pytest.raises(MoveNotAllowed):
                    require_move(state, target)


@pytest.mark.parametrize("now", [OPENS, CLOSES - TICK])
def test_an_open_motion_takes_ballots_from_its_opening_until_just_before_its_close(
    now: datetime,
) -> None:
    require_open("open", OPENS, CLOSES, now)
    require_open("noticed", OPENS, CLOSES, now)


@pytest.mark.parametrize(
    ("state", "now", "error"),
    [
        ("open", OPENS - TICK, MotionNotYetOpen),
        ("open", CLOSES, MotionClosed),
        ("noticed", OPENS - TICK, MotionNotYetOpen),
        ("noticed", CLOSES, MotionClosed),
        ("closed", OPENS, MotionClosed),
        ("certified", OPENS, MotionClosed),
        ("draft", OPENS, MotionNotOpen),
        ("void", OPENS, MotionNotOpen),
    ],
)
def test_no_other_time_or_state_takes_ballots(
    state: str, now: datetime, error: type[MotionNotOpen]
) -> None:
    with pytest.raises(MotionNotOpen) as caught:
        require_open(state, OPENS, CLOSES, now)
    assert type(caught.value) is error


def test_the_rank_comes_from_the_roll() -> None:
    seats = roll("A B-")
    assert [require_on_roll(seats, "A", person) for person in ("A", "A1", "A2", "Ap")] == [
        0,
        1,
        2,
        100,
    ]
    for seat, person in (("A", "B"), ("B", "B"), ("C", "C")):
        with pytest.raises(NotOnRoll):
            require_on_roll(seats, seat, person)
