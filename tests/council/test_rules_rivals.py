"""The order of rival amendments as pure rules: whose turn it is, and who falls."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from consult.council.rules.amendment_errors import (
    NotRivals,
    PlacesUnclear,
    RivalWaits,
    TooFewRivals,
)
from consult.council.rules.rivals import (
    Rival,
    Turn,
    fallen,
    require_rivals,
    require_turn,
    times_of_turn,
    whose_turn,
)

WAITS = Rival("noticed", None, waits=True)
OPEN = Rival("open", None, waits=False)
COMING = Rival("noticed", None, waits=False)
REJECTED = Rival("closed", "rejected", waits=False)
TIED = Rival("certified", "tied", waits=False)
ADOPTED = Rival("closed", "adopted", waits=False)
VOID = Rival("void", None, waits=True)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("order", "turn", "down"),
    [
        ([OPEN, WAITS, WAITS], None, []),
        ([COMING, WAITS], None, []),
        ([REJECTED, WAITS, WAITS], 1, []),
        ([TIED, WAITS], 1, []),
        ([VOID, WAITS, WAITS], 1, []),
        ([REJECTED, OPEN, WAITS], None, []),
        ([REJECTED, VOID, WAITS], 2, []),
        ([OPEN, VOID, WAITS], None, []),
        ([ADOPTED, WAITS, WAITS], None, [1, 2]),
        ([REJECTED, ADOPTED, WAITS], None, [2]),
        ([REJECTED, ADOPTED, VOID], None, []),
        ([REJECTED, REJECTED], None, []),
        ([], None, []),
    ],
)
def test_one_turn_at_a_time_and_none_after_an_adoption(
    order: list[Rival], turn: int | None, down: list[int]
) -> None:
    assert (whose_turn(order), fallen(order)) == (turn, down)


def test_an_order_is_of_rivals_with_a_place_each() -> None:
    one, two = frozenset({"a", "b"}), frozenset({"b", "c"})
    require_rivals([2, 1], [7, 7], [one, two])
    for places, texts, touched, refusal in (
        ([1], [7], [one], TooFewRivals),
        ([1, 1], [7, 7], [one, two], PlacesUnclear),
        ([1, 3], [7, 7], [one, two], PlacesUnclear),
        ([1, 2], [7, 8], [one, two], NotRivals),
        ([1, 2], [7, 7], [one, frozenset({"c"})], NotRivals),
    ):
        with pytest.raises(refusal):
            require_rivals(places, texts, touched)


def test_a_turn_never_comes_before_the_time_announced() -> None:
    assert Turn(3, HOUR, NOON).planned(NOON - HOUR) == (NOON + 2 * HOUR, NOON + 3 * HOUR)
    assert Turn(1, HOUR, None).planned(NOON) == (NOON, NOON + HOUR)
    assert times_of_turn(NOON, HOUR, NOON - HOUR) == (NOON, NOON + HOUR)
    late = NOON + timedelta(minutes=5)
    assert times_of_turn(NOON, HOUR, late) == (late, late + HOUR)


def test_nobody_votes_before_the_turn() -> None:
    require_turn(waits=False)
    with pytest.raises(RivalWaits):
        require_turn(waits=True)
