"""A rule set in one sentence, as translatable messages that hold other messages.

Rules know no language: a `Sentence` carries the marked message and its parameters, and whoever
shows it passes the translation. Phrases that stand inside others follow a colon or form a list,
so that no language has to inflect them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from consult.core.errors import N_
from consult.council.rules.ruleset import (
    PRESENCE,
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
    TieThen,
    Unit,
    share_text,
)

_COUNTED = {
    (Count.YES, Unit.HEADS): N_("votes in favour"),
    (Count.NO, Unit.HEADS): N_("votes against"),
    (Count.ABSTAIN, Unit.HEADS): N_("abstentions"),
    (Count.NOT_YES, Unit.HEADS): N_("seats not in favour"),
    (Count.YES, Unit.WEIGHT): N_("weight in favour"),
    (Count.NO, Unit.WEIGHT): N_("weight against"),
    (Count.ABSTAIN, Unit.WEIGHT): N_("weight abstaining"),
    (Count.NOT_YES, Unit.WEIGHT): N_("weight not in favour"),
}
_BASES = {
    (Base.YES_NO, Unit.HEADS): N_("the votes for and against"),
    (Base.YES_NO_ABSTAIN, Unit.HEADS): N_("the votes for and against and the abstentions"),
    (Base.PRESENT, Unit.HEADS): N_("the seats present when the vote opened"),
    (Base.ENTITLED, Unit.HEADS): N_("all seats on the roll"),
    (Base.YES_NO, Unit.WEIGHT): N_("the weight for and against"),
    (Base.YES_NO_ABSTAIN, Unit.WEIGHT): N_("the weight for and against and abstaining"),
    (Base.PRESENT, Unit.WEIGHT): N_("the weight present when the vote opened"),
    (Base.ENTITLED, Unit.WEIGHT): N_("the weight of all seats on the roll"),
}
_LESS = {
    frozenset({Less.RECUSED}): N_("%(base)s (recused seats not counted)"),
    frozenset({Less.VACANT}): N_("%(base)s (vacant seats not counted)"),
    frozenset(Less): N_("%(base)s (recused and vacant seats not counted)"),
}
_SHARES = {
    Compare.MORE_THAN: N_("%(counted)s: more than %(bound)s of %(base)s"),
    Compare.AT_LEAST: N_("%(counted)s: at least %(bound)s of %(base)s"),
    Compare.FEWER_THAN: N_("%(counted)s: less than %(bound)s of %(base)s"),
    Compare.AT_MOST: N_("%(counted)s: at most %(bound)s of %(base)s"),
}
_NUMBERS = {
    Compare.MORE_THAN: N_("%(counted)s: more than %(bound)s"),
    Compare.AT_LEAST: N_("%(counted)s: at least %(bound)s"),
    Compare.FEWER_THAN: N_("%(counted)s: fewer than %(bound)s"),
    Compare.AT_MOST: N_("%(counted)s: no more than %(bound)s"),
}
_JOINED = {
    "all": N_("%(first)s; and also %(second)s"),
    "any": N_("either %(first)s; or else %(second)s"),
}
_TIES = {
    TieThen.UNDECIDED: N_("%(rule)s A tie leaves the motion undecided."),
    TieThen.CHAIR: N_("%(rule)s At a tie the vote of the seat %(chair)s decides."),
}
_QUORUM = {
    Unit.HEADS: N_("seats taking part"),
    Unit.WEIGHT: N_("weight taking part"),
}
_PRESENT = {Unit.HEADS: N_("seats present"), Unit.WEIGHT: N_("weight present")}


@dataclass(frozen=True)
class Sentence:
    """A marked message and its parameters, some of which are sentences themselves."""

    message: str
    params: dict[str, Any] = field(default_factory=dict)

    def render(self, translate: Callable[[str], str] = str) -> str:
        """Return the text in the language of `translate`, inner sentences first."""
        filled = {
            name: value.render(translate) if isinstance(value, Sentence) else value
            for name, value in self.params.items()
        }
        text = translate(self.message)
        return text % filled if filled else text


def describe(rules: Rules) -> Sentence:
    """Return a rule set as one sentence: the condition, the quorum, and the tie rule if any."""
    condition = _condition(rules.passes)
    if rules.quorum is None:
        rule = Sentence(
            N_("Adopted if this holds — %(condition)s. There is no quorum."),
            {"condition": condition},
        )
    else:
        params = {"condition": condition, "quorum": _quorum(rules.quorum)}
        rule = Sentence(N_("Adopted if this holds — %(condition)s. Quorum — %(quorum)s."), params)
    if rules.tie.then is TieThen.REJECTED:
        return rule
    tie: dict[str, Any] = {"rule": rule}
    if rules.tie.chair is not None:
        tie["chair"] = rules.tie.chair
    return Sentence(_TIES[rules.tie.then], tie)


def _condition(condition: Condition) -> Sentence:
    if isinstance(condition, Joined):
        sentence = _condition(condition.parts[-1])
        for part in reversed(condition.parts[:-1]):
            inner = {"first": _condition(part), "second": sentence}
            sentence = Sentence(_JOINED[condition.how], inner)
        return sentence
    counted = Sentence(_COUNTED[condition.count, condition.measure.unit])
    return _measure(condition.measure, counted)


def _quorum(quorum: Quorum) -> Sentence:
    names = _PRESENT if PRESENCE in quorum.made_by else _QUORUM
    return _measure(quorum.measure, Sentence(names[quorum.measure.unit]))


def _measure(measure: Measure, counted: Sentence) -> Sentence:
    params: dict[str, Any] = {"counted": counted}
    if measure.share is None:
        sentence = Sentence(_NUMBERS[measure.compare], {**params, "bound": measure.number})
    else:
        base = Sentence(_BASES[measure.base, measure.unit])
        if measure.less:
            base = Sentence(_LESS[measure.less], {"base": base})
        params |= {"bound": share_text(measure.share), "base": base}
        sentence = Sentence(_SHARES[measure.compare], params)
    if measure.over is Over.EACH_BLOCK:
        return Sentence(N_("%(test)s, in each block"), {"test": sentence})
    return sentence
