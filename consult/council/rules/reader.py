"""Reading a rule set from plain values, strictly: an unknown field is refused, not ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from consult.council.rules.ballot import Choice
from consult.council.rules.errors import RulesMalformed
from consult.council.rules.ruleset import (
    PRESENCE,
    VERSION,
    Base,
    Compare,
    Condition,
    Count,
    Joined,
    Less,
    Measure,
    Over,
    Quorum,
    Rules,
    Session,
    Side,
    Test,
    Tie,
    TieThen,
    Unit,
)

_SHARE = re.compile(r"(0|[1-9][0-9]{0,8})/([1-9][0-9]{0,8})")
_MEASURE = {"unit", "compare", "share", "number", "base", "less", "over"}
_DEPTH = 8
Word = TypeVar("Word", bound=StrEnum)


def parse_rules(data: Any) -> Rules:
    """Read a rule set; raises RulesMalformed with the path of what is wrong.

    `v`, `choices` and `passes` must be there. Left out, `procedure` is a vote, `session`
    written, `quorum` none, a tie rejected, `revote` allowed, `blocks` those of the roll, and
    reservations count as yes where they are offered. Whether the rules make sense is for
    `validate_rules` to say.
    """
    known = {"v", "procedure", "session", "choices", "reservations_count_as", "passes"}
    _require_object(data, "rules", known | {"quorum", "tie", "revote", "blocks"})
    if type(data.get("v")) is not int or data["v"] != VERSION:
        raise RulesMalformed(path="rules.v", reason=f"this release knows only version {VERSION}")
    if data.get("procedure", "vote") != "vote":
        raise RulesMalformed(path="rules.procedure", reason="this release knows only vote")
    choices = _words(Choice, data.get("choices"), "rules.choices")
    if not {Choice.APPROVE, Choice.REJECT} <= set(choices):
        raise RulesMalformed(path="rules.choices", reason="approve and reject must be offered")
    offered = Choice.RESERVATIONS in choices
    reserved = data.get("reservations_count_as", "yes" if offered else None)
    if (reserved is None) == offered or reserved == Side.RECUSED:
        reason = "it says yes, no or abstain where reservations are offered, and else null"
        raise RulesMalformed(path="rules.reservations_count_as", reason=reason)
    quorum = data.get("quorum")
    return Rules(
        session=_word(Session, data.get("session", "written"), "rules.session"),
        choices=choices,
        reservations_count_as=(
            _word(Side, reserved, "rules.reservations_count_as") if offered else None
        ),
        passes=_condition(data.get("passes"), "rules.passes", 0),
        quorum=None if quorum is None else _quorum(quorum, choices),
        tie=_tie(data.get("tie", {"then": "rejected"})),
        revote=_flag(data.get("revote", True), "rules.revote"),
        blocks=_blocks(data.get("blocks")),
    )


def _condition(data: Any, path: str, depth: int) -> Condition:
    """Read a test, or conditions joined by all or any."""
    if isinstance(data, Mapping) and len(data) == 1 and (set(data) <= {"all", "any"}):
        how, parts = next(iter(data.items()))
        if not isinstance(parts, list) or not parts:
            raise RulesMalformed(path=f"{path}.{how}", reason="it is no list, or empty")
        if depth >= _DEPTH:
            raise RulesMalformed(path=path, reason=f"it is nested deeper than {_DEPTH} levels")
        read = (_condition(part, f"{path}.{how}[{n}]", depth + 1) for n, part in enumerate(parts))
        return Joined(how, tuple(read))
    _require_object(data, path, _MEASURE | {"count"})
    count = _word(Count, data.get("count"), f"{path}.count")
    usual = Base.ENTITLED if count is Count.NOT_YES else Base.YES_NO_ABSTAIN
    return Test(count, _measure(data, path, usual))


def _quorum(data: Any, choices: tuple[Choice, ...]) -> Quorum:
    """Read a quorum; left out, everybody who casts a ballot makes it, represented or not."""
    path = "rules.quorum"
    _require_object(data, path, _MEASURE | {"made_by", "represented"})
    made_by = data.get("made_by", list(choices))
    if not isinstance(made_by, list) or not made_by:
        raise RulesMalformed(path=f"{path}.made_by", reason="it is no list, or empty")
    for name in made_by:
        if name != PRESENCE and name not in choices:
            raise RulesMalformed(path=f"{path}.made_by", reason="it names a choice not offered")
    return Quorum(
        made_by=frozenset(made_by),
        represented=_flag(data.get("represented", True), f"{path}.represented"),
        measure=_measure(data, path, Base.ENTITLED),
    )


def _measure(data: Mapping[str, Any], path: str, usual: Base) -> Measure:
    """Read a bound, which is either a share of a base that is named, or a number."""
    share, number = data.get("share"), data.get("number")
    if (share is None) == (number is None):
        raise RulesMalformed(path=path, reason="it has a share or a number, and not both")
    if number is not None and (type(number) is not int or number < 0):
        raise RulesMalformed(path=f"{path}.number", reason="it is no whole number from 0")
    if share is not None and "base" not in data:
        raise RulesMalformed(path=f"{path}.base", reason="a share says of what it is a share")
    base = _word(Base, data.get("base", str(usual)), f"{path}.base")
    less = _words(Less, data.get("less", []), f"{path}.less")
    if less and base not in (Base.ENTITLED, Base.PRESENT):
        reason = "only the entitled or the present can be counted less some"
        raise RulesMalformed(path=f"{path}.less", reason=reason)
    return Measure(
        unit=_word(Unit, data.get("unit"), f"{path}.unit"),
        compare=_word(Compare, data.get("compare"), f"{path}.compare"),
        share=None if share is None else _share(share, f"{path}.share"),
        number=number,
        base=base,
        less=frozenset(less),
        over=_word(Over, data.get("over", "everyone"), f"{path}.over"),
    )


def _tie(data: Any) -> Tie:
    _require_object(data, "rules.tie", {"then", "chair"})
    then = _word(TieThen, data.get("then"), "rules.tie.then")
    chair = data.get("chair")
    if (then is TieThen.CHAIR) != (isinstance(chair, str) and bool(chair)):
        reason = "it names the seat of the chair where the chair decides, and else null"
        raise RulesMalformed(path="rules.tie.chair", reason=reason)
    if then is not TieThen.CHAIR and chair is not None:
        raise RulesMalformed(path="rules.tie.chair", reason="no chair decides here")
    return Tie(then, chair)


def _blocks(data: Any) -> tuple[str, ...] | None:
    if data is None:
        return None
    named = isinstance(data, list) and all(isinstance(name, str) and name for name in data)
    if not named or not data or len(set(data)) != len(data):
        raise RulesMalformed(path="rules.blocks", reason="it is no list of different names")
    return tuple(data)


def _share(value: Any, path: str) -> Fraction:
    """Read a fraction such as "2/3", from 0 to 1."""
    match = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if match is None or int(match[1]) > int(match[2]):
        raise RulesMalformed(path=path, reason='it is no fraction from 0 to 1, such as "2/3"')
    return Fraction(int(match[1]), int(match[2]))


def _flag(value: Any, path: str) -> bool:
    if type(value) is not bool:
        raise RulesMalformed(path=path, reason="it is neither true nor false")
    return value


def _word(kind: type[Word], value: Any, path: str) -> Word:
    if not isinstance(value, str) or value not in list(kind):
        raise RulesMalformed(path=path, reason=f"it is none of {', '.join(kind)}")
    return kind(value)


def _words(kind: type[Word], value: Any, path: str) -> tuple[Word, ...]:
    if not isinstance(value, list) or len({str(item) for item in value}) != len(value):
        raise RulesMalformed(path=path, reason="it is no list of different words")
    return tuple(_word(kind, item, path) for item in value)


def _require_object(data: Any, path: str, known: Iterable[str]) -> None:
    if not isinstance(data, Mapping):
        raise RulesMalformed(path=path, reason="it is no object")
    for name in data:
        if name not in known:
            raise RulesMalformed(path=f"{path}.{name}", reason="it is not known here")
