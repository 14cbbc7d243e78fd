"""A case: roll, ballots, rules, and the times of the motion where they are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consult.council.rules.ballot import Ballot, parse_ballots
from consult.council.rules.conduct import Conduct, SilenceThen
from consult.council.rules.errors import CaseMalformed, TimesMalformed
from consult.council.rules.reader import parse_rules
from consult.council.rules.roll import Roll, parse_roll
from consult.council.rules.ruleset import Rules
from consult.council.rules.shorthand import full_ballots, full_roll, full_rules
from consult.council.rules.silence import SILENCE_CHOICES
from consult.council.rules.tally import tally
from consult.council.rules.times_reader import parse_times, parse_vote_times
from consult.council.rules.timing import Times, deadline, instant_text, outside, require_notice
from consult.council.rules.validation import require_chair_on_roll, validate_rules

NEEDED = frozenset({"roll", "ballots", "rules"})
REMARKS = frozenset({"name", "source", "note", "expected"})
"""Keys for whoever keeps cases; they decide nothing."""


@dataclass(frozen=True)
class Case:
    """Everything that decides a motion; `cast_at` has the instants of ballots, where known."""

    roll: Roll
    ballots: tuple[Ballot, ...]
    rules: Rules
    cast_at: Mapping[str, int]
    times: Times | None
    vote_times: Times | None


def read_case(data: Mapping[str, Any]) -> Case:
    """Read a case, generously; raises the RuleRefusal of what is ambiguous or impossible."""
    for name in data:
        if name not in NEEDED | REMARKS | {"motion"}:
            raise CaseMalformed(name=name)
    rules = parse_rules(full_rules(data["rules"]))
    validate_rules(rules)
    times = vote_times = None
    motion = data.get("motion")
    if isinstance(motion, Mapping) and "vote" in motion:
        if rules.silence is None or rules.silence.then is not SilenceThen.VOTE:
            reason = "by these rules no vote follows silence"
            raise TimesMalformed(path="motion.vote", reason=reason)
        vote_times = parse_vote_times(motion["vote"])
        motion = {name: value for name, value in motion.items() if name != "vote"}
    if motion is not None:
        times = parse_times(motion)
    roll = parse_roll(full_roll(data["roll"], times.opens_at if times else None))
    require_chair_on_roll(rules, roll)
    for seat in (times.told if times else None) or {}:
        if roll.find(seat) is None:
            raise TimesMalformed(path=f"motion.told.{seat}", reason="no seat has this name")
    ballots, cast_at = full_ballots(data["ballots"], roll)
    return Case(roll, parse_ballots(ballots), rules, cast_at, times, vote_times)


def decide(case: Case) -> dict[str, Any]:
    """Return the outcome as plain values.

    Where the motion's times are given, `times` shows the deadline and how it came about, and
    which ballots were outside the voting time: they are left out of the count, and named.
    """
    if case.times is None:
        return tally(case.roll, case.ballots, case.rules).as_data()
    conduct = case.rules.conduct or Conduct()
    stages = {False: case.times, True: case.vote_times}
    ends: dict[bool, int] = {}
    shown: dict[bool, dict[str, Any]] = {}
    for voting, times in stages.items():
        if times is not None:
            end = deadline(times, conduct)
            ends[voting] = end.at
            shown[voting] = {"deadline": instant_text(end.at), "steps": list(end.steps)}
    require_notice(case.times, ends[False], conduct, case.roll)
    in_time, excluded = [], []
    for ballot in case.ballots:
        voting = case.rules.silence is not None and ballot.choice not in SILENCE_CHOICES
        stage, at = stages[voting], case.cast_at.get(ballot.ballot)
        why = None if stage is None or at is None else outside(stage, ends[voting], at)
        if why is None:
            in_time.append(ballot)
        else:
            excluded.append({"ballot": ballot.ballot, "why": why})
    outcome = tally(case.roll, in_time, case.rules).as_data()
    shown[False]["not_counted"] = excluded
    if True in shown:
        shown[False]["vote"] = shown[True]
    return {**outcome, "times": shown[False]}
