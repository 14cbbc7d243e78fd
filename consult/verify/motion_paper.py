"""Ballots that came on paper: two people entered each, and neither votes for that seat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from consult.council.rules.roll import Roll
from consult.ledger.leaf import Leaf


class Papers:
    """The papers of one motion, each announced before the ballot that it became."""

    def __init__(self) -> None:
        self._announced: dict[str, Mapping[str, Any]] = {}

    def enter(self, leaf: Leaf, roll: Roll | None) -> Iterator[str]:
        """Check who entered a paper: two people, the second of them now, and nobody of the seat."""
        data = leaf.data
        if data["ballot"] in self._announced:
            yield "this paper was entered before"
            return
        self._announced[data["ballot"]] = data
        if data["first"] == data["second"]:
            yield "one person entered this paper twice"
        if data["second"] != leaf.actor:
            yield "whoever recorded it is not the second person named"
        if data["first_at"] > leaf.at:
            yield "the first entry is later than the second"
        held = _holders(roll, data["seat"])
        for person in sorted(held & {data["first"], data["second"]}):
            yield f"{person} entered a paper for a seat that they may vote for"

    def trouble(self, leaf: Leaf, roll: Roll) -> str | None:
        """Say what is wrong with how a ballot came: from its voter, or by a paper announced.

        That its voter is not on the roll is said elsewhere.
        """
        data = leaf.data
        paper = self._announced.get(data["ballot"])
        if paper is None:
            if leaf.actor == data["person"] or data["person"] not in _holders(roll, data["seat"]):
                return None
            return f"{leaf.actor} cast it for {data['person']}, and no paper says so"
        if paper["second"] != leaf.actor or any(
            paper[name] != data[name] for name in ("seat", "person")
        ):
            return "it is not the ballot that the paper of its name announced"
        return None

    def unused(self, cast: set[str]) -> Iterator[str]:
        """Name the papers that became no ballot."""
        for ballot in self._announced:
            if ballot not in cast:
                yield f"the paper of {ballot} became no ballot"


def _holders(roll: Roll | None, seat: str) -> set[str]:
    entries = roll.seats if roll is not None else ()
    return {holder.person for entry in entries if entry.seat == seat for holder in entry.people}
