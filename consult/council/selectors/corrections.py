"""The corrections of a motion's texts as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consult.council.models import Correction, Motion
from consult.council.rules.wording import readable
from consult.ledger.instant import format_instant


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


def corrections_as_data(
    motion: Motion, *, recorded_after: datetime | None = None
) -> list[dict[str, Any]]:
    """Return what was corrected in a motion's texts as plain values, oldest first, in one query.

    With `recorded_after` only what came later than that moment.
    """
    corrections = motion.corrections.select_related(
        "old__version", "new__version__chapter", "mandate"
    )
    if recorded_after is not None:
        corrections = corrections.filter(recorded_at__gt=recorded_after)
    return [
        {
            "kind": str(each.kind),
            "mandate": each.mandate.number if each.mandate else None,
            "chapter": each.new.version.chapter.slug,
            "language": each.new.language,
            "from_version": each.old.version.number,
            "to_version": each.new.version.number,
            "from_sha256": each.old.sha256,
            "to_sha256": each.new.sha256,
            "difference": each.difference,
            "difference_sha256": each.difference_sha256,
            "recorded_at": format_instant(each.recorded_at),
        }
        for each in corrections.order_by("pk")
    ]
