"""Reading a rule set from plain values, strictly: an unknown field is refused, not ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from consult.council.rules.ballot import VOTES, Choice
from consult.council.rules.conduct import (
    Conduct,
    Outage,
    Procedure,
    Results,
    Silence,
    SilenceThen,
    read_duration,
)
from consult.council.rules.errors import MixedUnits, RulesMalformed
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
from consult.council.rules.silence import SILENCE_CHOICES, objections

_SHARE = re.compile(r"(0|[1-9][0-9]{0,8})/([1-9][0-9]{0,8})")
_RULES = {"v", "procedure", "session", "choices", "reservations_count_as", "passes", "quorum"}
_RULES |= {"tie", "revote", "blocks", "silence", "accepted_by", "proxies", "conduct"}
_MEASURE = {"unit", "base_unit", "compare", "share", "number", "base", "less", "over"}
_DEPTH = 8
Word = TypeVar("Word", bound=StrEnum)


def parse_rules(data: Any) -> Rules:
    """Read a rule set; raises RulesMalformed with the path of what is wrong.

    `v`, `choices` and `passes` must be there. Left out, `procedure` is a vote, `session`
    written, `quorum` none, a tie rejected, `revote` allowed, `blocks` those of the roll, and
    reservations count as yes where they are offered. A silence procedure that no vote follows
    has no `passes` of its own. Whether the rules make sense is for `validate_rules` to say.
    """
    _require_object(data, "rules", _RULES)
    if type(data.get("v")) is not int or data["v"] != VERSION:
        raise RulesMalformed(path="rules.v", reason=f"this release knows only version {VERSION}")
    procedure = _word(Procedure, data.get("procedure", "vote"), "rules.procedure")
    silence = _silence(data.get("silence"), procedure)
    accepted_by = data.get("accepted_by")
    choices = _words(Choice, data.get("choices"), "rules.choices")
    _require_choices(choices, silence, accepting=accepted_by is not None)
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
        passes=_passes(data.get("passes"), silence),
        quorum=None if quorum is None else _quorum(quorum, choices),
        tie=_tie(data.get("tie", {"then": "rejected"})),
        revote=_flag(data.get("revote", True), "rules.revote"),
        blocks=_blocks(data.get("blocks")),
        silence=silence,
        accepted_by=None if accepted_by is None else _accepted_by(accepted_by),
        proxies=_limit(data.get("proxies"), "rules.proxies"),
        conduct=_conduct(data.get("conduct")),
    )


def _require_choices(
    choices: tuple[Choice, ...], silence: Silence | None, *, accepting: bool
) -> None:
    """Refuse choices that the procedure lacks or has no use for."""
    path, voted = "rules.choices", silence is None or silence.then is SilenceThen.VOTE
    objecting = silence is not None or accepting
    if voted and not {Choice.APPROVE, Choice.REJECT} <= set(choices):
        raise RulesMalformed(path=path, reason="approve and reject must be offered")
    if not voted and not set(choices) <= SILENCE_CHOICES:
        raise RulesMalformed(path=path, reason="no vote follows, so only object and withdraw fit")
    if objecting != (Choice.OBJECT in choices):
        reason = "object is offered in silence and where seats accept a written vote, only there"
        raise RulesMalformed(path=path, reason=reason)
    if silence is None and Choice.WITHDRAW in choices:
        raise RulesMalformed(path=path, reason="only an objection to a text can be withdrawn")


def _silence(data: Any, procedure: Procedure) -> Silence | None:
    if procedure is Procedure.VOTE:
        if data is not None:
            reason = "the procedure is a vote, and has none"
            raise RulesMalformed(path="rules.silence", reason=reason)
        return None
    data = {} if data is None else data
    _require_object(data, "rules.silence", {"broken_by", "withdrawal_restores", "then"})
    needed = _limit(data.get("broken_by", 1), "rules.silence.broken_by")
    if not needed:
        raise RulesMalformed(path="rules.silence.broken_by", reason="it is no number from 1")
    restores = data.get("withdrawal_restores", False)
    return Silence(
        broken_by=needed,
        withdrawal_restores=_flag(restores, "rules.silence.withdrawal_restores"),
        then=_word(SilenceThen, data.get("then", "ends"), "rules.silence.then"),
    )


def _passes(data: Any, silence: Silence | None) -> Condition:
    """Read the condition of the vote; where none follows silence, it is that of silence."""
    if silence is not None and silence.then is SilenceThen.ENDS:
        test = objections(silence)
        if data is not None and data != test.as_data():
            raise RulesMalformed(path="rules.passes", reason="no vote follows that could pass")
        return test
    return _condition(data, "rules.passes", 0)


def _accepted_by(data: Any) -> Measure:
    """Read how many seats must accept a written vote."""
    _require_object(data, "rules.accepted_by", _MEASURE)
    return _measure(data, "rules.accepted_by", Base.ENTITLED)


def _conduct(data: Any) -> Conduct | None:
    if data is None:
        return None
    path, usual = "rules.conduct", Conduct()
    _require_object(data, path, usual.as_data())
    most = data.get("extended_by")
    return Conduct(
        minimum_notice=_duration(data.get("minimum_notice", "PT0S"), f"{path}.minimum_notice"),
        minimum_open=_duration(data.get("minimum_open", "PT0S"), f"{path}.minimum_open"),
        extensions=_limit(data.get("extensions"), f"{path}.extensions"),
        extended_by=None if most is None else _duration(most, f"{path}.extended_by"),
        outage=_word(Outage, data.get("outage", str(usual.outage)), f"{path}.outage"),
        results=_word(Results, data.get("results", str(usual.results)), f"{path}.results"),
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
    if count is Count.OBJECT:
        raise RulesMalformed(path=f"{path}.count", reason="only silence counts objections")
    usual = Base.ENTITLED if count is Count.NOT_YES else Base.YES_NO_ABSTAIN
    return Test(count, _measure(data, path, usual))


def _quorum(data: Any, choices: tuple[Choice, ...]) -> Quorum:
    """Read a quorum; left out, everybody who casts a ballot makes it, represented or not."""
    path = "rules.quorum"
    _require_object(data, path, _MEASURE | {"made_by", "represented"})
    voting = [choice for choice in choices if choice in VOTES]
    made_by = data.get("made_by", voting)
    if not isinstance(made_by, list) or not made_by:
        raise RulesMalformed(path=f"{path}.made_by", reason="it is no list, or empty")
    for name in made_by:
        if name != PRESENCE and name not in voting:
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
    unit = _word(Unit, data.get("unit"), f"{path}.unit")
    if _word(Unit, data.get("base_unit", str(unit)), f"{path}.base_unit") is not unit:
        raise MixedUnits(path=path)
    return Measure(
        unit=unit,
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
    """Read a fraction from 0 to 1, such as "2/3" or "55%"."""
    text = value if isinstance(value, str) else ""
    if text.endswith("%"):
        text = f"{text[:-1]}/100"
    match = _SHARE.fullmatch(text)
    if match is None or int(match[1]) > int(match[2]):
        raise RulesMalformed(path=path, reason='it is no fraction from 0 to 1, such as "2/3"')
    return Fraction(int(match[1]), int(match[2]))


def _limit(value: Any, path: str) -> int | None:
    """Read a whole number from 0, or null for no limit."""
    if value is not None and (type(value) is not int or value < 0):
        raise RulesMalformed(path=path, reason="it is no whole number from 0, and not null")
    return value


def _duration(value: Any, path: str) -> int:
    read = read_duration(value) if isinstance(value, str) else None
    if read is None:
        raise RulesMalformed(path=path, reason='it is no duration such as "PT72H" or "P3D"')
    return read


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
