"""A council as rows of a spreadsheet: one row a seat, read with every problem named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from consult.core.errors import N_

INSTITUTION, POSITION = "institution", "position"
MOST_ALTERNATES = 10
BLOCK_LENGTH = 40
NAME_LENGTH = 120
INSTITUTION_NAME_LENGTH = 200
LAST_PLACE = 32_767
GREATEST_WEIGHT = 2_147_483_647

_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,50}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]+")
_WHOLE = re.compile(r"[0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a row, counted as the spreadsheet counts; row 1 is the header."""

    row: int
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetPerson:
    """A person by e-mail address, in lower case, and the name for a new account."""

    email: str
    name: str


@dataclass(frozen=True, slots=True)
class SheetSeat:
    """One seat as a row gives it, the member first; its key is institution and position."""

    row: int
    institution: str
    names: Mapping[str, str]
    position: int
    weight: int
    block: str
    active_from: date | None
    active_until: date | None
    people: tuple[SheetPerson, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read: the seats of the rows without problems, and the problems."""

    seats: tuple[SheetSeat, ...]
    problems: tuple[Problem, ...]


def columns_for(languages: Sequence[str], alternates: int) -> list[str]:
    """Return the names of the columns, in order."""
    people = ["member", *(f"alternate_{rank}" for rank in range(1, alternates + 1))]
    return [
        INSTITUTION,
        *(f"name_{code}" for code in languages),
        *(POSITION, "weight", "block", "first_day", "last_day"),
        *(f"{who}_{what}" for who in people for what in ("email", "name")),
    ]


def read_sheet(rows: Sequence[Sequence[str]], languages: Sequence[str]) -> Sheet:
    """Read a header and one seat a row; names are in `languages`. Empty rows are passed over."""
    problems = list(_header_problems(rows, languages))
    if problems:
        return Sheet((), tuple(problems))
    header = [name.lower() for name in rows[0]]
    seats: list[SheetSeat] = []
    places: dict[tuple[str, int], int] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        found: list[Problem] = []
        seat = _Reader(number, dict(zip(header, row, strict=False)), found).seat(languages)
        earlier = places.setdefault((seat.institution, seat.position), number)
        if not found and earlier != number:
            message = N_("Row %(row)s has the same institution and position.")
            found.append(Problem(number, message, {"row": earlier}))
        problems += found
        if not found:
            seats.append(seat)
    return Sheet(tuple(seats), tuple(problems))


def _header_problems(rows: Sequence[Sequence[str]], languages: Sequence[str]) -> Iterator[Problem]:
    header = [name.lower() for name in rows[0]] if rows else []
    known = set(columns_for(languages, MOST_ALTERNATES))
    for needed in (INSTITUTION, POSITION):
        if needed not in header:
            yield Problem(1, N_("The column “%(name)s” is missing."), {"name": needed})
    for name in header:
        if name and name not in known:
            yield Problem(1, N_("The column “%(name)s” is not known."), {"name": name})
        elif name and header.count(name) > 1:
            yield Problem(1, N_("The column “%(name)s” stands twice."), {"name": name})


class _Reader:
    """One row by the names of its columns; what is wrong goes to `problems`."""

    def __init__(self, number: int, cells: Mapping[str, str], problems: list[Problem]) -> None:
        self.number = number
        self.cells = cells
        self.problems = problems

    def seat(self, languages: Sequence[str]) -> SheetSeat:
        first, last = self._day("first_day"), self._day("last_day")
        if first and last and last < first:
            self._tell(N_("The last day lies before the first."))
        return SheetSeat(
            row=self.number,
            institution=self._institution(),
            names={code: self._line(f"name_{code}", INSTITUTION_NAME_LENGTH) for code in languages},
            position=self._whole(POSITION, 0, LAST_PLACE, None),
            weight=self._whole("weight", 1, GREATEST_WEIGHT, 1),
            block=self._line("block", BLOCK_LENGTH),
            active_from=first,
            active_until=last,
            people=tuple(self._people()),
        )

    def _tell(self, message: str, **params: Any) -> None:
        self.problems.append(Problem(self.number, message, params))

    def _line(self, name: str, longest: int) -> str:
        text = " ".join(self.cells.get(name, "").split())
        if len(text) > longest:
            message = N_("“%(name)s” is longer than %(longest)s characters.")
            self._tell(message, name=name, longest=longest)
        return text

    def _institution(self) -> str:
        slug = self.cells.get(INSTITUTION, "")
        if not _SLUG.fullmatch(slug):
            self._tell(
                N_("“%(value)s” is no short name of an institution: letters, digits and hyphens."),
                value=slug,
            )
        return slug

    def _whole(self, name: str, least: int, most: int, empty: int | None) -> int:
        text = self.cells.get(name, "")
        if not text and empty is not None:
            return empty
        if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
            message = N_("“%(name)s” is no whole number from %(least)s to %(most)s.")
            self._tell(message, name=name, least=least, most=most)
            return least
        return int(text)

    def _day(self, name: str) -> date | None:
        text = self.cells.get(name, "")
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self._tell(N_("“%(name)s” is no day such as 2030-01-31."), name=name)
            return None

    def _people(self) -> Iterator[SheetPerson]:
        seen: set[str] = set()
        missing = ""
        for who in ("member", *(f"alternate_{rank}" for rank in range(1, MOST_ALTERNATES + 1))):
            email = self.cells.get(f"{who}_email", "").lower()
            name = self._line(f"{who}_name", NAME_LENGTH)
            if not email:
                missing = missing or who
                if name:
                    self._tell(N_("“%(who)s” has a name and no e-mail address."), who=who)
                continue
            if missing:
                message = N_("“%(who)s” is filled and “%(missing)s”, who ranks before, is not.")
                self._tell(message, who=who, missing=missing)
            if not _EMAIL.fullmatch(email):
                self._tell(N_("“%(value)s” is no e-mail address."), value=email)
            if email in seen:
                self._tell(N_("%(value)s stands twice for this seat."), value=email)
            seen.add(email)
            yield SheetPerson(email, name)
