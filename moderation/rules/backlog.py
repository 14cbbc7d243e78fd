"""How old what waits is, against what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from moderation.rules.promise import PROMISED


class Age(StrEnum):
    """How it stands with the promise to a text that waits."""

    FRESH = "fresh"
    DUE_SOON = "due_soon"
    LATE = "late"
    VERY_LATE = "very_late"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of ages: what came in after `since` and not after `until`; None has no end."""

    age: Age
    since: datetime | None
    until: datetime | None


_SOON: Final = PROMISED / 2
_LATE: Final = timedelta(days=1)
_VERY_LATE: Final = timedelta(days=5)


def bands(now: datetime) -> list[Band]:
    """Return the ages that texts have at `now`, the freshest first, without a gap.

    Fresh texts have more than half of the promised time left, those due soon the other half; late
    ones are overdue by at most a day, very late ones by at most five, forgotten ones by more.
    """
    ends = [_SOON, PROMISED, PROMISED + _LATE, PROMISED + _VERY_LATE]
    edges = [None, *(now - end for end in ends), None]
    return [Band(age, since=edges[place + 1], until=edges[place]) for place, age in enumerate(Age)]
