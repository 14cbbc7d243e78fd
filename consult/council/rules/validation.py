"""Which rule sets no council should decide by, found before a motion is put."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from consult.council.rules.ballot import Ballot, Choice
from consult.council.rules.conduct import Silence, SilenceThen
from consult.council.rules.errors import (
    AcceptanceImpossible,
    ChairNotOnRoll,
    NothingCouldPass,
    PerverseTest,
    PresentWithoutSession,
    QuorumImpossible,
    SilenceImpossible,
    TestAlwaysPasses,
    TieNeverSpeaks,
)
from consult.council.rules.outcome import Status
from consult.council.rules.roll import Roll
from consult.council.rules.ruleset import (
    PRESENCE,
    Base,
    Compare,
    Condition,
    Count,
    Joined,
    Less,
    Measure,
    Quorum,
    Rules,
    Session,
    Side,
    TieThen,
)
from consult.council.rules.silence import SILENCE_CHOICES
from consult.council.rules.tally import tally


def validate_rules(rules: Rules, roll: Roll | None = None) -> None:
    """Refuse a rule set that could never adopt, always adopts, or turns votes upside down.

    With a roll it is also tried on it: if not even every filled seat voting in favour would
    adopt, if every one voting against would, or a seat lacks its block, the rules do not fit the
    council. Raises a RulesImpossible that names the reason, SeatWithoutBlock, or RollMalformed
    where presence is unknown.
    """
    for path, test in rules.tests():
        _require_direction(path, test.count, test.measure)
        _require_real_bound(path, test.measure)
    if rules.quorum is not None:
        _require_sound_quorum(rules.quorum, rules)
    if rules.accepted_by is not None:
        _require_sound_acceptance(rules.accepted_by, rules)
    if rules.silence is not None:
        _require_sound_silence(rules, rules.silence)
    _require_support(rules)
    _require_presence_known(rules)
    _require_tie_can_speak(rules)
    if roll is not None:
        require_chair_on_roll(rules, roll)
        _require_adoptable(rules, roll)


def _require_direction(path: str, count: Count, measure: Measure) -> None:
    """A yes may only help, and everything else may only harm."""
    if (count is Count.YES) != measure.compare.upward:
        raise PerverseTest(path=path)


def _require_real_bound(path: str, measure: Measure) -> None:
    """A bound must be reachable, and must be possible to miss."""
    bound = measure.number if measure.share is None else measure.share
    whole = measure.share == 1
    if (measure.compare is Compare.MORE_THAN and whole) or (
        measure.compare is Compare.FEWER_THAN and bound == 0
    ):
        raise NothingCouldPass
    if (measure.compare is Compare.AT_LEAST and bound == 0) or (
        measure.compare is Compare.AT_MOST and whole
    ):
        raise TestAlwaysPasses(path=path)


def _require_sound_quorum(quorum: Quorum, rules: Rules) -> None:
    """A quorum rises with those who take part, in favour too, and stays within its base."""
    if not quorum.measure.compare.upward:
        raise PerverseTest(path="rules.quorum")
    _require_real_bound("rules.quorum", quorum.measure)
    if quorum.measure.base not in (Base.ENTITLED, Base.PRESENT):
        raise QuorumImpossible(reason="its base is neither the entitled nor the present seats")
    if quorum.measure.base is Base.PRESENT and PRESENCE in quorum.made_by:
        raise QuorumImpossible(reason="those present are always all of those present")
    in_favour = {choice for choice in rules.choices if rules.side(choice) is Side.YES}
    if PRESENCE not in quorum.made_by and not in_favour <= quorum.made_by:
        raise QuorumImpossible(reason="a seat that votes in favour would not make it")
    if PRESENCE in quorum.made_by and not quorum.represented:
        raise QuorumImpossible(reason="presence does not tell which seats are represented")
    if Less.RECUSED in quorum.measure.less and quorum.made_by & {Choice.RECUSED, PRESENCE}:
        raise QuorumImpossible(reason="recused seats would make it without being in its base")


def _require_sound_acceptance(measure: Measure, rules: Rules) -> None:
    """Acceptance rises with those who answer; whether a vote is written is asked in no other."""
    path = "rules.accepted_by"
    if not measure.compare.upward:
        raise PerverseTest(path=path)
    _require_real_bound(path, measure)
    if measure.base is not Base.ENTITLED or Less.RECUSED in measure.less:
        raise AcceptanceImpossible(reason="its base is not the entitled seats, recused or not")
    if rules.session is not Session.WRITTEN or rules.silence is not None:
        raise AcceptanceImpossible(reason="this is no written vote")


def _require_sound_silence(rules: Rules, silence: Silence) -> None:
    """Silence is kept over days, and only a vote that follows it may have rules of a vote."""
    if rules.session is not Session.WRITTEN:
        raise SilenceImpossible(reason="silence is not kept in a live session")
    if silence.withdrawal_restores and Choice.WITHDRAW not in rules.choices:
        raise SilenceImpossible(reason="a withdrawal would restore silence, but is not offered")
    vote_only = rules.quorum is not None or rules.tie.then is not TieThen.REJECTED
    if silence.then is SilenceThen.ENDS and vote_only:
        raise SilenceImpossible(reason="a quorum or a tie rule has no use where no vote follows")


def require_chair_on_roll(rules: Rules, roll: Roll) -> None:
    """Refuse a tie rule whose chair has no seat on the roll; raises ChairNotOnRoll."""
    if rules.tie.chair is not None and roll.find(rules.tie.chair) is None:
        raise ChairNotOnRoll(seat=rules.tie.chair)


def _measures(rules: Rules) -> Iterator[Measure]:
    for _, test in rules.tests():
        yield test.measure
    if rules.quorum is not None:
        yield rules.quorum.measure
    if rules.accepted_by is not None:
        yield rules.accepted_by


def _require_support(rules: Rules) -> None:
    """Refuse a condition that limits on abstentions alone could fulfil, with all votes against."""
    if _fulfilled_by_few_abstentions(rules.passes):
        limits = [path for path, test in rules.tests() if test.count is Count.ABSTAIN]
        raise PerverseTest(path=limits[0])


def _fulfilled_by_few_abstentions(condition: Condition) -> bool:
    if isinstance(condition, Joined):
        join = all if condition.how == "all" else any
        return join(_fulfilled_by_few_abstentions(part) for part in condition.parts)
    return condition.count is Count.ABSTAIN


def _require_presence_known(rules: Rules) -> None:
    counts_presence = any(measure.base is Base.PRESENT for measure in _measures(rules))
    makes_quorum = rules.quorum is not None and PRESENCE in rules.quorum.made_by
    if (counts_presence or makes_quorum) and rules.session is not Session.LIVE:
        raise PresentWithoutSession


def _require_tie_can_speak(rules: Rules) -> None:
    majorities = sum(test.strict_majority for _, test in rules.tests())
    if rules.tie.then is not TieThen.REJECTED and majorities != 1:
        raise TieNeverSpeaks


def _require_adoptable(rules: Rules, roll: Roll) -> None:
    """Try the votes that favour a motion most, since no test falls when a yes is added.

    Then those that favour it least: a plain number such as “fewer than four not in favour” passes
    in a council of three whatever the votes are.
    """
    if rules.silence is not None:
        _require_silence_fits(rules, roll, rules.silence)
        if rules.silence.then is SilenceThen.ENDS:
            return
        rules = vote_after(rules)
    if _status_where_all_say(Choice.APPROVE, rules, roll) is not Status.ADOPTED:
        raise NothingCouldPass
    if _status_where_all_say(Choice.REJECT, rules, roll) is Status.ADOPTED:
        raise TestAlwaysPasses(path="rules.passes")


def _status_where_all_say(choice: Choice, rules: Rules, roll: Roll) -> Status:
    """Return the outcome where every seat that can vote makes the same choice."""
    ballots = []
    for seat in roll.seats:
        if seat.people and (rules.session is not Session.LIVE or seat.present):
            first = min(seat.people, key=lambda holder: holder.rank)
            ballots.append(Ballot(seat.seat, seat.seat, first.person, first.rank, choice))
    return tally(roll, ballots, rules).status


def _require_silence_fits(rules: Rules, roll: Roll, silence: Silence) -> None:
    """Somebody must be able to keep silence, and enough seats to break it."""
    if tally(roll, [], rules).status is not Status.ADOPTED:
        raise NothingCouldPass
    if sum(not seat.vacant for seat in roll.seats) < silence.broken_by:
        raise TestAlwaysPasses(path="rules.silence")


def vote_after(rules: Rules) -> Rules:
    """Return the rules of the vote that follows broken silence."""
    choices = tuple(choice for choice in rules.choices if choice not in SILENCE_CHOICES)
    return replace(rules, silence=None, choices=choices)
