"""What an editor decides about a passage that a new version left in doubt."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from consult.core.errors import DomainError, N_
from consult.drafts.rules.place import Outcome

OPEN: Final = frozenset({Outcome.AMBIGUOUS, Outcome.REMOVED})
"""Outcomes that a person looks at: the carry-over does not know, or says that nothing is left."""

CONFIRMED: Final = "confirmed"
"""The match of a passage that an editor had found removed in a version before."""


class Verdict(StrEnum):
    """The proposed place is right; it stands elsewhere; it is gone; none of this holds any more."""

    ACCEPTED = "accepted"
    PLACED = "placed"
    REMOVED = "removed"
    UNDONE = "undone"


class Decided(Protocol):
    """A decision: in which version, counted from 1, and as which of those in it."""

    @property
    def version_number(self) -> int:
        """The number of the version."""

    @property
    def number(self) -> int:
        """Its place among the decisions about the anchor in that version."""

    @property
    def verdict(self) -> str:
        """What was decided."""


D = TypeVar("D", bound=Decided)


def standing(decisions: Iterable[D]) -> D | None:
    """Return the decision about one anchor that holds: the last in the newest version.

    A version whose last decision was undone has none, so an earlier version's holds.
    """
    last: dict[int, D] = {}
    for decision in decisions:
        known = last.get(decision.version_number)
        if known is None or known.number < decision.number:
            last[decision.version_number] = decision
    held = [each for each in last.values() if each.verdict != Verdict.UNDONE]
    return max(held, key=lambda each: each.version_number, default=None)


def outcome_of(then: str, now: str) -> Outcome:
    """Return what a place that a person chose means for the words: the same ones, or others."""
    return Outcome.MOVED if then == now else Outcome.CHANGED


def needs_a_person(outcome: str, match: str) -> bool:
    """Say whether an editor has still to look at a passage."""
    return outcome in OPEN and match != CONFIRMED


class AlreadySettled(DomainError):
    """Another editor has decided about the passage since the page was opened."""

    code = "already_settled"
    status = 409
    message = N_(
        "Somebody else has settled this passage since you opened the page, or a newer version was "
        "published. Look at where it stands now."
    )


class NoPlaceProposed(DomainError):
    """There is nothing to accept: the block itself is gone."""

    code = "no_place_proposed"
    status = 409
    message = N_("No place is proposed for this passage. Choose one, or confirm that it is gone.")


class WordsNotThere(DomainError):
    """The quoted words do not stand in the chosen block, or stand there more than once."""

    code = "words_not_there"
    field = "words"
    message = N_(
        "These words do not stand exactly once in the paragraph that you chose. Copy them from it, "
        "with a few more if they recur, or leave the field empty for the whole paragraph."
    )


class NothingToUndo(DomainError):
    """No decision holds for the passage in the version in force."""

    code = "nothing_to_undo"
    status = 409
    message = N_("There is no decision about this passage to take back.")
