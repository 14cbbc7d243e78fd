"""The one table of legal moves: every pair, and the same table in the database."""

from __future__ import annotations

import importlib
from collections import defaultdict
from itertools import product

import pytest

from moderation.rules.states import (
    MOVES,
    CaseState,
    Effect,
    Move,
    MoveNotLegal,
    Verdict,
    after,
    effect_of,
    verdicts_in,
)

TABLE = """
pending            approve approved, reject rejected, request_changes changes_requested,
                   escalate escalated, merge duplicate, redact approved
reported           approve approved, reject rejected, request_changes changes_requested,
                   escalate escalated, redact approved
changes_requested  resubmit pending, reject rejected, appeal appealed
escalated          approve approved, reject rejected, request_changes changes_requested,
                   redact approved
approved           reject rejected, redact approved, report reported, appeal appealed
rejected           approve approved, appeal appealed
duplicate          approve approved, report reported
appealed           uphold upheld, overturn overturned
upheld             report reported
overturned         report reported, appeal appealed
"""


def _expected() -> dict[tuple[str, str], str]:
    table, state = {}, ""
    for line in TABLE.strip().splitlines():
        head, rest = line[:19].strip(), line[19:]
        state = head or state
        for pair in filter(None, (part.strip() for part in rest.split(","))):
            move, to = pair.split()
            table[state, move] = to
    return table


@pytest.mark.parametrize(("state", "move"), list(product(CaseState, Move)))
def test_every_pair_is_as_the_table_says(state: CaseState, move: Move) -> None:
    expected = _expected().get((state, move))
    if expected is None:
        with pytest.raises(MoveNotLegal):
            after(state, move)
    else:
        assert after(state, move) == expected


def test_database_knows_the_same_table() -> None:
    guards = importlib.import_module("moderation.migrations.0006_guards_anew")
    moves: dict[str, set[str]] = defaultdict(set)
    verdicts: dict[str, set[str]] = defaultdict(set)
    for (state, move), to in MOVES.items():
        moves[state].add(to)
        if str(move) in {str(verdict) for verdict in Verdict}:
            verdicts[state].add(move)
    assert {state: set(to.split()) for state, to in guards.LEGAL.items()} == moves
    assert {state: set(said.split()) for state, said in guards.VERDICTS.items()} == verdicts


def test_what_a_moderator_may_decide_follows_from_the_table() -> None:
    assert verdicts_in(CaseState.APPEALED) == [Verdict.UPHOLD, Verdict.OVERTURN]
    assert verdicts_in(CaseState.REJECTED) == [Verdict.APPROVE]
    assert verdicts_in(CaseState.UPHELD) == []


def test_an_appeal_keeps_or_turns_the_effect() -> None:
    publish, withhold = Effect.PUBLISH, Effect.WITHHOLD
    assert (effect_of(Verdict.APPROVE), effect_of(Verdict.REJECT)) == (publish, withhold)
    for before, other in ((publish, withhold), (withhold, publish)):
        assert effect_of(Verdict.UPHOLD, before) is before
        assert effect_of(Verdict.OVERTURN, before) is other
    with pytest.raises(MoveNotLegal):
        effect_of(Verdict.UPHOLD)
