"""How a motion is conducted: the silence procedure, notice, extensions, outages, visibility.

Durations are text with their unit, such as "PT72H" or "P3D", since a bare number is ambiguous;
in memory they are microseconds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

SECOND = 1_000_000
_DURATION = re.compile(
    r"P(?:([0-9]{1,5})D)?(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,7})M)?(?:([0-9]{1,9})S)?)?"
)
_PARTS = (86_400, 3_600, 60, 1)


class Procedure(StrEnum):
    """Whether seats vote, or a text stands adopted unless a seat objects."""

    VOTE = "vote"
    SILENCE = "silence"


class SilenceThen(StrEnum):
    """What follows broken silence: the motion ends, or is put to the vote."""

    ENDS = "ends"
    VOTE = "vote"


class Outage(StrEnum):
    """What a recorded outage does to the deadline."""

    EXTENDS = "extends"
    NOTHING = "nothing"


class Results(StrEnum):
    """When the state of the vote may be seen."""

    AFTER_CLOSE = "after_close"
    WHILE_OPEN = "while_open"


@dataclass(frozen=True)
class Silence:
    """The silence procedure: how many seats' objections break it, and what follows.

    `withdrawal_restores` says whether an objection that is withdrawn before the deadline no
    longer counts; where it is false, a withdrawal changes nothing.
    """

    broken_by: int = 1
    withdrawal_restores: bool = False
    then: SilenceThen = SilenceThen.ENDS

    def as_data(self) -> dict[str, Any]:
        """Return the silence rule as plain values."""
        return {
            "broken_by": self.broken_by,
            "withdrawal_restores": self.withdrawal_restores,
            "then": str(self.then),
        }


@dataclass(frozen=True)
class Conduct:
    """The rules that need a clock, which is why no tally looks at them; see `timing`.

    `minimum_notice` runs from the notice to the opening, `minimum_open` from the opening (or,
    for whoever was told later, from then) to the deadline. `extensions` and `extended_by` limit
    how often and by how much in all the deadline may be moved by decision; None sets no limit.
    What an outage adds counts towards neither.
    """

    minimum_notice: int = 0
    minimum_open: int = 0
    extensions: int | None = None
    extended_by: int | None = None
    outage: Outage = Outage.EXTENDS
    results: Results = Results.AFTER_CLOSE

    def as_data(self) -> dict[str, Any]:
        """Return the conduct as plain values."""
        most = self.extended_by
        return {
            "minimum_notice": duration_text(self.minimum_notice),
            "minimum_open": duration_text(self.minimum_open),
            "extensions": self.extensions,
            "extended_by": None if most is None else duration_text(most),
            "outage": str(self.outage),
            "results": str(self.results),
        }


def read_duration(text: str) -> int | None:
    """Return the microseconds of a duration such as "P3D" or "PT1H30M"; None for other text."""
    match = _DURATION.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    seconds = sum(int(part or 0) * size for part, size in zip(match.groups(), _PARTS, strict=True))
    return seconds * SECOND


def duration_text(value: int) -> str:
    """Return a duration of whole seconds as text in hours, minutes and seconds: "PT72H"."""
    hours, rest = divmod(value // SECOND, 3_600)
    minutes, seconds = divmod(rest, 60)
    parts = ((hours, "H"), (minutes, "M"), (seconds, "S"))
    return "PT" + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0S")
