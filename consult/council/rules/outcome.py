"""The outcome of a motion, with every number and comparison that led to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """What became of a motion; these names are stable.

    TIED is a tie that the rules leave undecided: one that they decide is adopted or rejected,
    and the outcome's `tie` says by what.
    """

    ADOPTED = "adopted"
    REJECTED = "rejected"
    NOT_QUORATE = "not_quorate"
    TIED = "tied"
    SILENCE_BROKEN = "silence_broken"


@dataclass(frozen=True)
class Outcome:
    """What was decided and why, as plain values: integers, and fractions as text.

    `quorum` and `passes` mirror the rule set, each comparison with the value counted, the base
    and the number needed; both are filled whatever the status. `tie` is null unless the votes
    were tied. `counts` holds the sums for everyone and for each block, in heads and weight;
    `choices` the ballots by choice; `counting` which ballot counted for each seat. `silence`
    and `acceptance` are there only where the rules have a silence procedure, or a written vote
    that the seats must accept.
    """

    status: Status
    quorum: dict[str, Any] | None
    passes: dict[str, Any]
    tie: dict[str, Any] | None
    counts: dict[str, Any]
    choices: dict[str, Any]
    counting: list[dict[str, Any]]
    silence: dict[str, Any] | None = None
    acceptance: dict[str, Any] | None = None

    @property
    def adopted(self) -> bool:
        """Tell whether the text is adopted."""
        return self.status is Status.ADOPTED

    def as_data(self) -> dict[str, Any]:
        """Return the outcome in the form that the ledger keeps and a recount must reproduce."""
        special = {"silence": self.silence, "acceptance": self.acceptance}
        return {
            "status": str(self.status),
            "quorum": self.quorum,
            "passes": self.passes,
            "tie": self.tie,
            "counts": self.counts,
            "choices": self.choices,
            "counting": self.counting,
            **{name: value for name, value in special.items() if value is not None},
        }
