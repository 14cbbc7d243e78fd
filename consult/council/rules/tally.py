"""The tally: from roll, ballots and rules to an outcome, in integers and fractions only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from consult.council.rules.admission import Admission
from consult.council.rules.ballot import VOTES, Ballot, Choice, counting_ballots
from consult.council.rules.conduct import Silence
from consult.council.rules.errors import RollMalformed, SeatWithoutBlock
from consult.council.rules.outcome import Outcome, Status
from consult.council.rules.roll import Roll, require_proxies
from consult.council.rules.ruleset import (
    Compare,
    Condition,
    Joined,
    Measure,
    Over,
    Quorum,
    Rules,
    Session,
    Side,
    Test,
    TieThen,
    Unit,
    ratio,
)
from consult.council.rules.silence import SILENCE_CHOICES, listen, objections
from consult.council.rules.votes import Votes, votes_of

EVERYONE = ""
"""The scope of the whole roll; the other scopes are the names of its blocks."""

Scopes = Mapping[str, Votes]


def tally(roll: Roll, ballots: Sequence[Ballot], rules: Rules) -> Outcome:
    """Return the outcome of all ballots, given in ledger order.

    Which ballot of a seat counts is `counting_ballots`' to say. A base that is empty, and a
    scope where nobody voted yes, no or abstain, pass no test and are no tie. In a silence
    procedure the ballots are the objections and withdrawals made before the deadline, then those
    of the vote that the rules let follow; silence that is broken stays so until one is cast.
    Refuses what no ledger may hold: NotOnRoll, ChoiceNotOffered, NotPresent, RevoteNotAllowed,
    NothingToWithdraw, SilenceKept, SilenceOver; and a roll that lacks what the rules count by
    (RollMalformed, SeatWithoutBlock) or holds too many proxies (ProxiesExceeded).
    """
    require_proxies(roll, rules.proxies)
    admission = Admission(roll, rules)
    for ballot in ballots:
        admission.require(ballot)
    if rules.silence is None:
        return _vote(roll, ballots, rules)
    return _silence(roll, ballots, rules, rules.silence)


def _silence(roll: Roll, ballots: Sequence[Ballot], rules: Rules, silent: Silence) -> Outcome:
    """Return what silence decided, or the vote that followed it; `passes` shows whichever did."""
    heard = listen(silent, ballots)
    cast = [ballot for ballot in ballots if ballot.choice not in SILENCE_CHOICES]
    silence = heard.as_data(voted=bool(cast))
    if cast:
        return replace(_vote(roll, cast, rules), silence=silence)
    votes = votes_of(roll.seats, heard.held, rules)
    test = objections(silent)
    of = _base(test.measure, votes)
    value = votes.count(test.count, of, test.measure.unit)
    passes = {**test.as_data(), **_compare(test.measure, value, of, empty=of == 0)}
    status = Status.ADOPTED if passes["passed"] else Status.REJECTED
    return Outcome(
        status=Status.SILENCE_BROKEN if heard.broken else status,
        quorum=None,
        passes=passes,
        tie=None,
        counts={"everyone": votes.as_data(), "blocks": {}},
        choices={str(unit): _choices(votes, unit, rules) for unit in Unit},
        counting=[each.ballot.as_data() for each in votes.votes if each.ballot],
        silence=silence,
    )


def _vote(roll: Roll, ballots: Sequence[Ballot], rules: Rules) -> Outcome:
    """Return the outcome of a vote by ballots that were admitted."""
    counting = counting_ballots(roll, ballots)
    scopes = _scopes(roll, counting, rules)
    everyone = scopes[EVERYONE]
    quorum = None if rules.quorum is None else _quorum(rules.quorum, scopes)
    passes = _condition(rules.passes, scopes, tied_as=False)
    tie = _tie(rules, scopes, counting)
    acceptance = None if rules.accepted_by is None else _acceptance(rules.accepted_by, scopes)
    if acceptance is not None and not acceptance["passed"]:
        status = Status.REJECTED
    elif quorum is not None and not quorum["passed"]:
        status = Status.NOT_QUORATE
    elif tie is not None:
        status = Status(tie["status"])
    else:
        status = Status.ADOPTED if passes["passed"] else Status.REJECTED
    return Outcome(
        status=status,
        quorum=quorum,
        passes=passes,
        tie=tie,
        counts={
            "everyone": everyone.as_data(),
            "blocks": {name: scopes[name].as_data() for name in scopes if name != EVERYONE},
        },
        choices={str(unit): _choices(everyone, unit, rules) for unit in Unit},
        counting=[ballot.as_data() for ballot in counting.values()],
        acceptance=acceptance,
    )


def _scopes(roll: Roll, counting: Mapping[str, Ballot], rules: Rules) -> dict[str, Votes]:
    """Return the votes of everyone and, sorted by name, of each block."""
    measures = [test.measure for _, test in rules.tests()]
    if rules.quorum is not None:
        measures.append(rules.quorum.measure)
    if rules.accepted_by is not None:
        measures.append(rules.accepted_by)
    if rules.session is Session.LIVE:
        _require_presence(roll)
    names = {seat.block for seat in roll.seats if seat.block is not None}
    if rules.blocks is not None:
        names = set(rules.blocks)
    if any(measure.over is Over.EACH_BLOCK for measure in measures):
        for seat in roll.seats:
            if seat.block not in names:
                raise SeatWithoutBlock(seat=seat.seat)
    scopes = {EVERYONE: votes_of(roll.seats, counting, rules)}
    for name in sorted(names):
        members = [seat for seat in roll.seats if seat.block == name]
        scopes[name] = votes_of(members, counting, rules)
    return scopes


def _require_presence(roll: Roll) -> None:
    for seat in roll.seats:
        if seat.present is None:
            reason = "a live session needs to know whether the seat was present"
            raise RollMalformed(path=seat.seat, reason=reason)


def _condition(condition: Condition, scopes: Scopes, *, tied_as: bool) -> dict[str, Any]:
    """Evaluate a condition; a strict majority that is tied counts as `tied_as`."""
    if isinstance(condition, Joined):
        parts = [_condition(part, scopes, tied_as=tied_as) for part in condition.parts]
        join = all if condition.how == "all" else any
        return {condition.how: parts, "passed": join(part["passed"] for part in parts)}
    compared = _each(condition.measure, scopes, lambda votes: _compare_test(condition, votes))
    if condition.strict_majority and _tied(condition, scopes):
        compared["passed"] = tied_as
    return {**condition.as_data(), **compared}


def _quorum(quorum: Quorum, scopes: Scopes) -> dict[str, Any]:
    def compare(votes: Votes) -> dict[str, Any]:
        of = _base(quorum.measure, votes)
        return _compare(quorum.measure, votes.making_quorum(quorum), of, empty=of == 0)

    return {**quorum.as_data(), **_each(quorum.measure, scopes, compare)}


def _acceptance(measure: Measure, scopes: Scopes) -> dict[str, Any]:
    """Hold the seats that answered without objecting to the procedure against the bound."""

    def compare(votes: Votes) -> dict[str, Any]:
        of = _base(measure, votes)
        return _compare(measure, votes.saying(measure.unit, *VOTES), of, empty=of == 0)

    return {**measure.as_data(), **_each(measure, scopes, compare)}


def _each(measure: Measure, scopes: Scopes, compare: Any) -> dict[str, Any]:
    """Hold a comparison over everyone, or in each block, of which there must be one."""
    if measure.over is Over.EVERYONE:
        result: dict[str, Any] = compare(scopes[EVERYONE])
        return result
    blocks = {name: compare(votes) for name, votes in scopes.items() if name != EVERYONE}
    passed = bool(blocks) and all(block["passed"] for block in blocks.values())
    return {"blocks": blocks, "passed": passed}


def _compare_test(test: Test, votes: Votes) -> dict[str, Any]:
    of = _base(test.measure, votes)
    value = votes.count(test.count, of, test.measure.unit)
    return _compare(test.measure, value, of, empty=of == 0 or votes.silent)


def _base(measure: Measure, votes: Votes) -> int:
    return votes.base(measure.base, measure.less, measure.unit)


def _compare(measure: Measure, value: int, of: int, *, empty: bool) -> dict[str, Any]:
    """Hold a value against its bound; what is empty never passes."""
    needed = Fraction(measure.number or 0) if measure.share is None else measure.share * of
    holds = {
        Compare.MORE_THAN: value > needed,
        Compare.AT_LEAST: value >= needed,
        Compare.FEWER_THAN: value < needed,
        Compare.AT_MOST: value <= needed,
    }[measure.compare]
    return {
        "value": value,
        "of": of,
        "needed": ratio(needed),
        "empty": empty,
        "passed": holds and not empty,
    }


def _tied(test: Test, scopes: Scopes) -> bool:
    """Tell whether yes equals no, and there are any."""
    votes, unit = scopes[EVERYONE], test.measure.unit
    yes = votes.cast(unit, Side.YES)
    return yes > 0 and yes == votes.cast(unit, Side.NO)


def _tie(rules: Rules, scopes: Scopes, counting: Mapping[str, Ballot]) -> dict[str, Any] | None:
    """Return how a tie was settled; None where there is none, or it would change nothing.

    It speaks only where exactly one strict majority of yes against no over everyone stands in
    the rules, comes out equal, and the condition hangs on it.
    """
    majorities = [test for _, test in rules.tests() if test.strict_majority]
    if len(majorities) != 1 or not _tied(majorities[0], scopes):
        return None
    if not _condition(rules.passes, scopes, tied_as=True)["passed"]:
        return None
    if _condition(rules.passes, scopes, tied_as=False)["passed"]:
        return None
    status = {TieThen.REJECTED: Status.REJECTED, TieThen.UNDECIDED: Status.TIED}.get(
        rules.tie.then, Status.REJECTED
    )
    ballot = counting.get(rules.tie.chair) if rules.tie.chair is not None else None
    if ballot is not None and rules.side(ballot.choice) is Side.YES:
        status = Status.ADOPTED
    side = None if ballot is None else str(rules.side(ballot.choice))
    return {**rules.tie.as_data(), "chair_voted": side, "status": str(status)}


def _choices(votes: Votes, unit: Unit, rules: Rules) -> dict[str, int]:
    """Return the sums by choice, since reservations are printed apart whatever they count as."""
    named = [choice for choice in Choice if choice in VOTES or choice in rules.choices]
    sums = dict.fromkeys((str(choice) for choice in named), 0)
    for vote in votes.votes:
        if vote.ballot is not None:
            sums[str(vote.ballot.choice)] += vote.size(unit)
    return sums
