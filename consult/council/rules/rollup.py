"""A vote chapter by chapter: what became of the whole, from what became of each motion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from consult.council.rules.outcome import Status

OPEN = "open"
VOID = "void"


class RollUpRule(StrEnum):
    """What is stated before the first ballot.

    ALL adopts the report if every chapter is adopted. ALL_THEN_WHOLE lets the council then vote on
    the report as a whole, and that vote decides.
    """

    ALL = "all"
    ALL_THEN_WHOLE = "all_then_whole"


class RollUpStatus(StrEnum):
    """What became of the whole; these names are stable.

    WHOLE_FOLLOWS says that every chapter is adopted and that the vote on the whole decides.
    """

    OPEN = "open"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    WHOLE_FOLLOWS = "whole_follows"


@dataclass(frozen=True)
class RolledUp:
    """What became of the whole, with the list that led to it: its arithmetic.

    `motions` are the motions by their numbers, in order, each with the status of its outcome,
    or `open`, or `void`. `adopted` counts those adopted, `of` all of them.
    """

    status: RollUpStatus
    motions: tuple[tuple[str, str], ...]
    adopted: int
    of: int

    def as_data(self) -> dict[str, Any]:
        """Return the result in the form that the ledger keeps and a recount must reproduce."""
        return {
            "status": str(self.status),
            "motions": [{"motion": motion, "status": status} for motion, status in self.motions],
            "adopted": self.adopted,
            "of": self.of,
        }


def roll_up(rule: RollUpRule, motions: Iterable[tuple[str, str]]) -> RolledUp:
    """Return what became of the whole.

    It stays open until every motion is decided or void. A void motion is not adopted, and so is
    the whole; no motions at all adopt nothing.
    """
    listed = tuple((motion, str(status)) for motion, status in motions)
    adopted = sum(status == Status.ADOPTED for _motion, status in listed)
    if any(status == OPEN for _motion, status in listed):
        status = RollUpStatus.OPEN
    elif not listed or adopted < len(listed):
        status = RollUpStatus.NOT_ADOPTED
    elif rule is RollUpRule.ALL_THEN_WHOLE:
        status = RollUpStatus.WHOLE_FOLLOWS
    else:
        status = RollUpStatus.ADOPTED
    return RolledUp(status, listed, adopted, len(listed))
