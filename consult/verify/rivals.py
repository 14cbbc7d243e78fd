"""Rival amendments: voted on in the order that was stated, until one is adopted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from consult.council.rules.rivals import times_of_turn
from consult.ledger.instant import format_instant, parse_instant
from consult.verify.motion import Motion

Motions = Mapping[str, Motion]


class Orders:
    """The orders of a log; each method takes one event and says what is wrong with it."""

    def __init__(self) -> None:
        self._orders: list[list[str]] = []
        self._periods: dict[str, timedelta] = {}
        self._place: dict[str, tuple[list[str], int]] = {}

    def state(self, data: Mapping[str, Any], motions: Motions) -> Iterator[str]:
        """Check that an order is of amendments on one text, stated before any ballot."""
        order: list[str] = data["motions"]
        if len(order) < 2 or len(set(order)) < len(order):
            yield "it does not give two amendments or more a place each"
            return
        for number in order:
            motion = motions.get(number)
            if motion is None or motion.amendment is None:
                yield f"{number} is no amendment that was put before"
                return
            if number in self._place:
                yield f"{number} stands in another order already"
            if not motion.pending or motion.cast_count:
                yield f"{number} was voted on, decided or void before the order was stated"
        if len({motions[number].amendment.text for number in order}) != 1:  # type: ignore[union-attr]
            yield "its amendments change different texts"
        self._orders.append(order)
        for place, number in enumerate(order):
            self._place[number] = (order, place)
            self._periods[number] = timedelta(seconds=data["period"])
            motions[number].waits = place > 0

    def call(self, data: Mapping[str, Any], motions: Motions) -> Iterator[str]:
        """Check that the turn of an amendment came: all before it failed, and when it opens."""
        number = data["motion"]
        motion = motions[number]
        if number not in self._place or not motion.waits or not motion.pending:
            yield "it stands in no order, or its turn came before"
            return
        order, place = self._place[number]
        before = [motions[each] for each in order[:place]]
        motion.waits = False
        for each, earlier in zip(order, before, strict=False):
            if earlier.adopted:
                yield f"{each} stands before it and was adopted, so it has fallen"
            elif earlier.pending:
                yield f"{each} stands before it and was not decided"
        ends = [moment for each in before if (moment := each.closed_at or each.voided_at)]
        if ends:
            times = times_of_turn(
                parse_instant(motion.times.opens_at),
                self._periods[number],
                max(map(parse_instant, ends)),
            )
            opens, closes = map(format_instant, times)
            if (data["opens_at"], data["closes_at"]) != (opens, closes):
                yield f"its turn lasts from {opens} to {closes}, by the order stated"
        motion.times.call(data)

    def fall(self, data: Mapping[str, Any], motions: Motions) -> Iterator[str]:
        """Check that an amendment fell because one before it in its order was adopted."""
        if data["cause"] != "rival":
            return
        order, place = self._place.get(data["motion"], ([], 0))
        adopted = motions.get(data.get("rival", ""))
        if data.get("rival") not in order[:place] or adopted is None or not adopted.adopted:
            yield "no amendment that stood before it in an order was adopted"

    def left(self, motions: Motions) -> Iterator[tuple[str, str]]:
        """Yield by their numbers the amendments that should have fallen, and are no rivals."""
        for order in self._orders:
            found = [motions[each].amendment for each in order]
            known = [each.touched for each in found if each and each.touched is not None]
            if known and not frozenset.intersection(*known):
                yield order[0], "the amendments of its order do not meet in one passage"
            adopted = False
            for number in order:
                if adopted and motions[number].voided_at is None:
                    yield (
                        number,
                        "an amendment before it in its order was adopted, and it is not void",
                    )
                adopted = adopted or motions[number].adopted
