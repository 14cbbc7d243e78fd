"""A rule set as data: when a motion is adopted, with every base and unit spelled out.

Bases are explicit because councils dispute exactly this. The word "expressed" is not used: in
some countries it means yes and no, in others yes, no and abstain. Numerator and base always have
the same unit, since a test names one unit for both.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from consult.council.rules.ballot import Choice
from consult.council.rules.conduct import Conduct, Procedure, Silence

VERSION = 1


class Unit(StrEnum):
    """What is added up: seats, or their weights."""

    HEADS = "heads"
    WEIGHT = "weight"


class Side(StrEnum):
    """What a ballot counts as."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    RECUSED = "recused"


class Count(StrEnum):
    """What a test counts.

    NOT_YES is its whole base less the yes; OBJECT the standing objections, in silence only.
    """

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    NOT_YES = "not_yes"
    OBJECT = "object"


class Base(StrEnum):
    """Among whom a test counts."""

    YES_NO = "yes_no"
    YES_NO_ABSTAIN = "yes_no_abstain"
    PRESENT = "present"
    ENTITLED = "entitled"


class Less(StrEnum):
    """Which seats leave a base of entitled or present seats."""

    RECUSED = "recused"
    VACANT = "vacant"


class Compare(StrEnum):
    """How a number is held against its bound."""

    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    FEWER_THAN = "fewer_than"
    AT_MOST = "at_most"

    @property
    def upward(self) -> bool:
        """Tell whether more votes help the test."""
        return self in (Compare.MORE_THAN, Compare.AT_LEAST)


class Over(StrEnum):
    """Whether a test is held once, or in each block."""

    EVERYONE = "everyone"
    EACH_BLOCK = "each_block"


class Session(StrEnum):
    """A written procedure over days, or a live session that knows who is present."""

    WRITTEN = "written"
    LIVE = "live"


class TieThen(StrEnum):
    """What happens at a tie."""

    REJECTED = "rejected"
    UNDECIDED = "undecided"
    CHAIR = "chair"


PRESENCE = "present"
"""In a quorum's `made_by`: whoever is present makes it, whether voting or not."""


@dataclass(frozen=True)
class Measure:
    """A bound: a share of a base, or, where `share` is None, a plain `number`."""

    unit: Unit
    compare: Compare
    share: Fraction | None
    number: int | None
    base: Base
    less: frozenset[Less]
    over: Over

    def as_data(self) -> dict[str, Any]:
        """Return the bound as plain values."""
        bound: dict[str, Any] = {"number": self.number}
        if self.share is not None:
            bound = {"share": share_text(self.share)}
        return {
            "unit": str(self.unit),
            "compare": str(self.compare),
            **bound,
            "base": str(self.base),
            "less": sorted(str(each) for each in self.less),
            "over": str(self.over),
        }


@dataclass(frozen=True)
class Test:
    """One comparison of votes with a bound."""

    __test__ = False
    count: Count
    measure: Measure

    @property
    def strict_majority(self) -> bool:
        """Tell whether this is yes against no over everyone, the only test that can tie."""
        bound = self.measure
        return (self.count, bound.compare, bound.share, bound.base, bound.over) == (
            Count.YES,
            Compare.MORE_THAN,
            Fraction(1, 2),
            Base.YES_NO,
            Over.EVERYONE,
        )

    def as_data(self) -> dict[str, Any]:
        """Return the test as plain values."""
        return {"count": str(self.count), **self.measure.as_data()}


@dataclass(frozen=True)
class Joined:
    """Several conditions joined by `all` or `any`."""

    how: str
    parts: tuple[Joined | Test, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the conditions as plain values."""
        return {self.how: [part.as_data() for part in self.parts]}


Condition = Joined | Test


@dataclass(frozen=True)
class Quorum:
    """How many must take part, and who makes it.

    `made_by` holds choices whose seats count, or PRESENCE; `represented` says whether a seat
    counts whose ballot a proxy cast.
    """

    made_by: frozenset[str]
    represented: bool
    measure: Measure

    def as_data(self) -> dict[str, Any]:
        """Return the quorum as plain values."""
        return {
            "made_by": sorted(str(each) for each in self.made_by),
            "represented": self.represented,
            **self.measure.as_data(),
        }


@dataclass(frozen=True)
class Tie:
    """What decides a tie; `chair` names the seat whose own vote then does."""

    then: TieThen
    chair: str | None = None

    def as_data(self) -> dict[str, Any]:
        """Return the tie rule as plain values."""
        return {"then": str(self.then), "chair": self.chair}


@dataclass(frozen=True)
class Rules:
    """Everything that decides a motion; only `conduct` holds what depends on a clock.

    `blocks` lists the blocks that must exist; None takes those that the roll names. Where
    `silence` is set, `passes` and all that follows it is for the vote after broken silence, if
    there is one. `accepted_by` says how many seats must accept that the vote is written, by
    casting a ballot that is no objection. `proxies` limits the seats for which one person may
    be the proxy; None sets no limit.
    """

    session: Session
    choices: tuple[Choice, ...]
    reservations_count_as: Side | None
    passes: Condition
    quorum: Quorum | None
    tie: Tie
    revote: bool
    blocks: tuple[str, ...] | None
    silence: Silence | None = None
    accepted_by: Measure | None = None
    proxies: int | None = None
    conduct: Conduct | None = None

    @property
    def procedure(self) -> Procedure:
        """Return whether seats vote, or may object."""
        return Procedure.VOTE if self.silence is None else Procedure.SILENCE

    def side(self, choice: Choice) -> Side | None:
        """Return what a choice counts as; an objection is no vote on the text."""
        if choice is Choice.RESERVATIONS and self.reservations_count_as is not None:
            return self.reservations_count_as
        return _SIDES.get(choice)

    def tests(self) -> list[tuple[str, Test]]:
        """Return every test of the condition with its path."""
        return _tests(self.passes, "rules.passes")

    def as_data(self) -> dict[str, Any]:
        """Return the rules as plain values, the form that parse_rules reads."""
        side = self.reservations_count_as
        return {
            "v": VERSION,
            "procedure": str(self.procedure),
            "session": str(self.session),
            "choices": [str(choice) for choice in self.choices],
            "reservations_count_as": None if side is None else str(side),
            "passes": self.passes.as_data(),
            "quorum": None if self.quorum is None else self.quorum.as_data(),
            "tie": self.tie.as_data(),
            "revote": self.revote,
            "blocks": None if self.blocks is None else list(self.blocks),
            **self._special(),
        }

    def _special(self) -> dict[str, Any]:
        """Return what most rule sets do without, only where it is set."""
        held = {"silence": self.silence, "accepted_by": self.accepted_by, "conduct": self.conduct}
        data: dict[str, Any] = {
            name: value.as_data() for name, value in held.items() if value is not None
        }
        return data if self.proxies is None else {**data, "proxies": self.proxies}


_SIDES = {
    Choice.APPROVE: Side.YES,
    Choice.RESERVATIONS: Side.YES,
    Choice.REJECT: Side.NO,
    Choice.ABSTAIN: Side.ABSTAIN,
    Choice.RECUSED: Side.RECUSED,
}


def ratio(value: Fraction) -> str:
    """Return a number of votes as text: "3/2", or "5" for a whole number."""
    return str(value)


def share_text(value: Fraction) -> str:
    """Return a share as parse_rules reads it, such as "2/3"; unanimity is "1/1"."""
    return f"{value.numerator}/{value.denominator}"


def _tests(condition: Condition, path: str) -> list[tuple[str, Test]]:
    if isinstance(condition, Test):
        return [(path, condition)]
    found = []
    for place, part in enumerate(condition.parts):
        found += _tests(part, f"{path}.{condition.how}[{place}]")
    return found
