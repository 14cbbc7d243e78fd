"""The corrections of a motion's texts as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from consult.council.models import Correction, Motion
from consult.council.rules.wording import readable


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a difference: taken out, put in, or kept round it; without markup."""

    removed: bool
    added: bool
    text: str


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """A correction with its texts loaded, and its difference line by line."""

    correction: Correction
    lines: list[Line]


def corrections_shown(motion: Motion) -> list[CorrectionShown]:
    """Return what was corrected in a motion's texts, oldest first, in one query."""
    corrections = motion.corrections.select_related(
        "old__version", "new__version__chapter", "mandate"
    ).order_by("pk")
    return [
        CorrectionShown(
            each,
            [
                Line(line.startswith("-"), line.startswith("+"), readable(line[1:]))
                for line in each.difference.splitlines()[2:]
                if not line.startswith("@@")
            ],
        )
        for each in corrections
    ]
