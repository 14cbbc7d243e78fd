"""What two people read on one paper ballot, and whether they read the same."""

from __future__ import annotations

from dataclasses import dataclass

from consult.core.errors import N_
from consult.council.rules.errors import RuleRefusal


class PaperOwnSeat(RuleRefusal):
    """Nobody enters a ballot for a seat that they may vote for."""

    code = "paper_own_seat"
    status = 403
    message = N_("You are on the roll for this seat, so two others enter its paper ballots.")


class PaperEnteredBefore(RuleRefusal):
    """One person reading twice is no second reading."""

    code = "paper_entered_before"
    status = 409
    message = N_(
        "You entered a paper ballot of this person already. Now somebody else of the secretariat "
        "enters it."
    )


class ScanRefused(RuleRefusal):
    """The file is no scan that can be kept."""

    code = "scan_refused"
    field = "scan"
    message = N_(
        "This file is no scan that can be kept. Choose a PDF of at most %(pages)s pages, or a PNG "
        "or JPEG picture, of at most %(megabytes)s MB."
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """What one person read on a paper, of a seat and person that both named."""

    choice: str
    reason: str


def differing(first: Reading, second: Reading) -> list[str]:
    """Name the fields in which two readings differ; white space makes no difference."""
    return [
        name
        for name in ("choice", "reason")
        if getattr(first, name).split() != getattr(second, name).split()
    ]
