"""How the deadline of a motion came about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from consult.council.models import Extension, Motion
from consult.council.rules.extension import Cause, Move
from consult.council.rules.reader import parse_rules
from consult.council.rules.stage import Stage, stage_of


def stage_now(motion: Motion) -> Stage:
    """Return the stage that the motion is in: silence, or a vote."""
    return stage_of(parse_rules(motion.rules), escalated=motion.escalated_at is not None)


def moves_of_stage(motion: Motion) -> list[Extension]:
    """Return what moved the deadline of the stage that the motion is in, oldest first."""
    return list(motion.extensions.filter(stage=stage_now(motion)).order_by("pk"))


def announced(motion: Motion, moves: Iterable[Extension]) -> datetime:
    """Return the deadline as it was announced, before any of these moves."""
    return next((move.before for move in moves), motion.closes_at)


def stage_opened(motion: Motion) -> datetime:
    """Return when the stage that the motion is in was opened."""
    return motion.escalated_at or motion.opens_at


def plain_move(move: Extension) -> Move:
    """Return a move as the rules know it."""
    return Move(Cause(move.cause), move.since, move.until)
