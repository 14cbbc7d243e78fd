"""A rule set in sentences, as translatable messages that hold other messages.

Rules know no language: a `Sentence` carries the marked message and its parameters, and whoever
shows it passes the translation. Phrases that stand inside others follow a colon or form a list,
so that no language has to inflect them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from consult.core.errors import N_
from consult.council.rules.ballot import Choice
from consult.council.rules.conduct import (
    SECOND,
    Conduct,
    Outage,
    Results,
    Silence,
    SilenceThen,
)
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
    Side,
    TieThen,
    Unit,
    share_text,
)

_COUNTED = {
    (Count.YES, Unit.HEADS): N_("votes in favour"),
    (Count.NO, Unit.HEADS): N_("votes against"),
    (Count.ABSTAIN, Unit.HEADS): N_("abstentions"),
    (Count.NOT_YES, Unit.HEADS): N_("seats not in favour"),
    (Count.OBJECT, Unit.HEADS): N_("objections"),
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
_ANSWERS = (Choice.REJECT, Choice.ABSTAIN)
_MAKING = {
    PRESENCE: N_("present"),
    Choice.APPROVE: N_("in favour"),
    Choice.RESERVATIONS: N_("in favour with reservations"),
    Choice.REJECT: N_("against"),
    Choice.ABSTAIN: N_("abstaining"),
    Choice.RECUSED: N_("recused"),
}
_ACCEPTING = {
    Unit.HEADS: N_("seats accepting the written vote"),
    Unit.WEIGHT: N_("weight accepting the written vote"),
}
_RESERVATIONS = {
    Side.NO: N_("%(rule)s Approving with reservations counts as a vote against."),
    Side.ABSTAIN: N_("%(rule)s Approving with reservations counts as an abstention."),
}
_WITHDRAWAL = {
    True: N_("%(rule)s An objection withdrawn before the deadline no longer counts."),
    False: N_("%(rule)s An objection counts even if it is withdrawn."),
}
_OUTAGE = {
    Outage.EXTENDS: N_("%(rule)s An outage extends the deadline by its length."),
    Outage.NOTHING: N_("%(rule)s An outage does not change the deadline."),
}
_RESULTS = {
    Results.AFTER_CLOSE: N_("%(rule)s How seats voted is shown only after the close."),
    Results.WHILE_OPEN: N_("%(rule)s How seats voted is shown while voting is open."),
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
    """Return a rule set in complete sentences, each of which holds those before it.

    What goes without saying is left out: that a tie is not adopted, that reservations count as
    a vote in favour, that a vote may be changed.
    """
    sentence = _vote(rules) if rules.silence is None else _silence(rules, rules.silence)
    if rules.proxies == 0:
        sentence = Sentence(N_("%(rule)s Nobody votes by proxy."), {"rule": sentence})
    elif rules.proxies is not None:
        params = {"rule": sentence, "number": rules.proxies}
        message = N_("%(rule)s Most seats for which one person may be the proxy: %(number)s.")
        sentence = Sentence(message, params)
    return sentence if rules.conduct is None else _conduct(rules.conduct, sentence)


def _silence(rules: Rules, silence: Silence) -> Sentence:
    rule = Sentence(N_("Adopted unless a seat objects before the deadline."))
    if silence.broken_by > 1:
        message = N_("Adopted unless objections reach %(number)s before the deadline.")
        rule = Sentence(message, {"number": silence.broken_by})
    params: dict[str, Any] = {
        "rule": Sentence(_WITHDRAWAL[silence.withdrawal_restores], {"rule": rule})
    }
    if silence.then is SilenceThen.ENDS:
        return Sentence(N_("%(rule)s If silence is broken, the text is not adopted."), params)
    params["vote"] = _vote(rules)
    return Sentence(N_("%(rule)s If silence is broken, a vote follows. %(vote)s"), params)


def _conduct(conduct: Conduct, sentence: Sentence) -> Sentence:
    said: list[tuple[str, dict[str, Any]]] = []
    if conduct.minimum_notice:
        message = N_("%(rule)s Shortest time from notice to opening: %(duration)s.")
        said.append((message, {"duration": duration_words(conduct.minimum_notice)}))
    if conduct.minimum_open:
        message = N_("%(rule)s Shortest time from opening to deadline: %(duration)s.")
        said.append((message, {"duration": duration_words(conduct.minimum_open)}))
    if conduct.extensions == 0:
        said.append((N_("%(rule)s The deadline cannot be extended."), {}))
    elif conduct.extensions is not None:
        message = N_("%(rule)s Most extensions of the deadline: %(number)s.")
        said.append((message, {"number": conduct.extensions}))
    if conduct.extended_by is not None and conduct.extensions != 0:
        message = N_("%(rule)s Longest extension in all: %(duration)s.")
        said.append((message, {"duration": duration_words(conduct.extended_by)}))
    said += [(_OUTAGE[conduct.outage], {}), (_RESULTS[conduct.results], {})]
    for message, params in said:
        sentence = Sentence(message, {"rule": sentence, **params})
    return sentence


def duration_words(value: int) -> str:
    """Return a duration in the symbols that every language uses: "72 h", "1 h 30 min"."""
    hours, rest = divmod(value // SECOND, 3_600)
    minutes, seconds = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "min"), (seconds, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"


def _vote(rules: Rules) -> Sentence:
    """Return when a vote adopts, and whatever about it is not usual."""
    sentence = adoption(rules)
    if rules.accepted_by is not None:
        params = {"rule": sentence, "acceptance": acceptance(rules.accepted_by)}
        message = N_("%(rule)s The written vote must be accepted — %(acceptance)s.")
        sentence = Sentence(message, params)
    if rules.tie.then is not TieThen.REJECTED:
        tie: dict[str, Any] = {"rule": sentence}
        if rules.tie.chair is not None:
            tie["chair"] = rules.tie.chair
        sentence = Sentence(_TIES[rules.tie.then], tie)
    if rules.reservations_count_as in _RESERVATIONS:
        sentence = Sentence(_RESERVATIONS[rules.reservations_count_as], {"rule": sentence})
    if not rules.revote:
        sentence = Sentence(N_("%(rule)s Each person votes once."), {"rule": sentence})
    return sentence


def acceptance(measure: Measure) -> Sentence:
    """Return how many seats must accept that the vote is written."""
    return _measure(measure, Sentence(_ACCEPTING[measure.unit]))


def adoption(rules: Rules) -> Sentence:
    """Return when a vote adopts, with the parameters `condition` and, if any, `quorum`."""
    condition = _condition(rules.passes)
    if rules.quorum is None:
        return Sentence(
            N_("Adopted if this holds — %(condition)s. There is no quorum."),
            {"condition": condition},
        )
    params = {"condition": condition, "quorum": _quorum(rules.quorum)}
    return Sentence(N_("Adopted if this holds — %(condition)s. Quorum — %(quorum)s."), params)


def _condition(condition: Condition) -> Sentence:
    if isinstance(condition, Joined):
        parts = [_part(part, condition.how) for part in condition.parts]
        sentence = parts.pop()
        for part in reversed(parts):
            inner = {"first": part, "second": sentence}
            sentence = Sentence(_JOINED[condition.how], inner)
        return sentence
    counted = Sentence(_COUNTED[condition.count, condition.measure.unit])
    return _measure(condition.measure, counted)


def _part(condition: Condition, how: str) -> Sentence:
    """Return a part; "and" binds closer than "or", so an "or" within an "and" is bracketed."""
    sentence = _condition(condition)
    bracketed = how == "all" and isinstance(condition, Joined) and condition.how == "any"
    return Sentence("(%(condition)s)", {"condition": sentence}) if bracketed else sentence


def _quorum(quorum: Quorum) -> Sentence:
    """Return the quorum, and who makes it unless that is all who vote or abstain."""
    names = _PRESENT if PRESENCE in quorum.made_by else _QUORUM
    counted = Sentence(names[quorum.measure.unit])
    usual = {PRESENCE} if PRESENCE in quorum.made_by else {Choice.APPROVE, *_ANSWERS}
    if not usual <= quorum.made_by or Choice.RECUSED in quorum.made_by:
        named = [Sentence(_MAKING[name]) for name in _MAKING if name in quorum.made_by]
        listed = named.pop()
        for each in reversed(named):
            listed = Sentence("%(first)s, %(second)s", {"first": each, "second": listed})
        message = N_("%(counted)s (counting: %(choices)s)")
        counted = Sentence(message, {"counted": counted, "choices": listed})
    if not quorum.represented:
        message = N_("%(counted)s (seats represented by a proxy not counted)")
        counted = Sentence(message, {"counted": counted})
    return _measure(quorum.measure, counted)


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
