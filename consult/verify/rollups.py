"""Votes chapter by chapter: stated before any ballot, and computed again from their motions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from consult.council.rules.rollup import OPEN, VOID, RollUpRule, RollUpStatus, roll_up
from consult.ledger.leaf import Leaf
from consult.verify.difference import first_difference
from consult.verify.motion import Motion
from consult.verify.report import Finding, at

Motions = Mapping[str, Motion]


class RollUp:
    """A roll-up as the log tells it; `outcome` is what was recorded, or None while it is open."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.number: str = data["rollup"]
        self.title: str = data["title"]
        self.rule = RollUpRule(data["rule"])
        self.motions: list[str] = data["motions"]
        self.outcome: Mapping[str, Any] | None = None
        self.wholes: list[str] = []

    def put(self, motions: Motions, taken: set[str]) -> Iterator[str]:
        """Check that its motions are there, on one chapter each and on equal terms, unvoted."""
        if len(set(self.motions)) < 2 or len(set(self.motions)) < len(self.motions):
            yield "it names fewer than two motions, or one twice"
        found = [motions[name] for name in self.motions if name in motions]
        if len(found) < len(self.motions):
            yield "one of its motions was not put before"
        for name in sorted(taken & set(self.motions)):
            yield f"motion {name} belongs to another roll-up"
        chapters = [chapter for motion in found for chapter in sorted(motion.chapters)]
        if len(set(chapters)) < len(chapters) or len(chapters) != len(found):
            yield "its motions are not on one chapter each"
        if any(motion.kind != "text" for motion in found):
            yield "one of its motions is not on a text"
        if len({motion.terms for motion in found}) > 1:
            yield "its motions have not the same rules and times"
        for motion in found:
            if motion.cast_count or not motion.pending:
                yield f"motion “{motion.title}” was voted on before the roll-up was stated"

    def decide(self, data: Mapping[str, Any], motions: Motions) -> Iterator[str]:
        """Compute what became of the whole, and hold it against what was recorded."""
        if self.outcome is not None:
            yield "it was decided before"
            return
        self.outcome = data["outcome"]
        if self._unreadable(motions):
            return
        true = roll_up(self.rule, self._statuses(motions))
        if true.status is RollUpStatus.OPEN:
            yield "it was decided while one of its motions was open"
        elif found := first_difference(data["outcome"], true.as_data(), "outcome"):
            yield found

    def put_whole(self, name: str, motions: Motions) -> Iterator[str]:
        """Check that the whole is due, and consists of exactly what was adopted."""
        if self.outcome is None or self.outcome["status"] != RollUpStatus.WHOLE_FOLLOWS:
            yield "the vote on the whole was not due"
        if any(motions[each].voided_at is None for each in self.wholes if each in motions):
            yield "the whole was put before"
        self.wholes.append(name)
        whole = motions.get(name)
        if whole is None:
            yield "the motion on the whole was not put before"
            return
        parts = [motions[each] for each in self.motions if each in motions]
        if whole.kind != "text" or whole.cast_count or not whole.pending:
            yield "the motion on the whole is not on a text, or was voted on before"
        if parts and whole.terms[0] != parts[0].terms[0]:
            yield "the whole is not voted on by the rules of its chapters"
        if whole.chapters != {chapter for part in parts for chapter in part.chapters}:
            yield "the whole is not on the chapters that were adopted"
        elif any(not whole.texts.hold(part.texts) for part in parts):
            yield "the whole is not on the texts that were adopted"

    def undecided(self, motions: Motions) -> Iterator[Finding]:
        """Say so where all of its motions have ended, and the whole was not decided."""
        if self.outcome is None and not any(
            motions[name].pending for name in self.motions if name in motions
        ):
            yield at(f"roll-up {self.number}", "its motions have ended, and it was not decided")

    def _statuses(self, motions: Motions) -> list[tuple[str, str]]:
        return [(name, _status(motions[name])) for name in self.motions if name in motions]

    def _unreadable(self, motions: Motions) -> bool:
        """Tell whether a motion's own result could not be recounted, which is said there."""
        return any(
            motions[name].closed_at is not None and motions[name].status == OPEN
            for name in self.motions
            if name in motions
        )


def _status(motion: Motion) -> str:
    if motion.voided_at is not None:
        return VOID
    return OPEN if motion.pending else motion.status


class RollUps:
    """All roll-ups of a log by their numbers."""

    def __init__(self) -> None:
        self.found: dict[str, RollUp] = {}

    def happen(self, leaf: Leaf, motions: Motions) -> Iterator[str]:
        """Let one event happen to its roll-up, and say what is wrong with it."""
        data = leaf.data
        rollup = self.found.get(data["rollup"])
        if leaf.event == "rollup.put.v1":
            if rollup is not None:
                yield "this roll-up was put before"
                return
            taken = {name for each in self.found.values() for name in each.motions}
            self.found[data["rollup"]] = rollup = RollUp(data)
            yield from rollup.put(motions, taken)
        elif rollup is None:
            yield "its roll-up was not put before"
        elif leaf.event == "rollup.decided.v1":
            yield from rollup.decide(data, motions)
        elif leaf.event == "rollup.whole_put.v1":
            yield from rollup.put_whole(data["motion"], motions)

    def undecided(self, motions: Motions) -> Iterator[Finding]:
        """Name the roll-ups that should have been decided."""
        for rollup in self.found.values():
            yield from rollup.undecided(motions)

    def summary(self) -> list[str]:
        """Say in one line each what became of them."""
        return [
            f"roll-up “{each.title}”: "
            + (
                "open"
                if each.outcome is None
                else f"{each.outcome['status']}, {each.outcome['adopted']} of "
                f"{each.outcome['of']} adopted"
            )
            for each in self.found.values()
        ]
