"""The two stages of a motion whose rules let a vote follow broken silence."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from consult.council.rules.ballot import Choice
from consult.council.rules.conduct import Silence, SilenceThen
from consult.council.rules.errors import ChoiceNotOffered, SilenceKept, SilenceOver
from consult.council.rules.ruleset import Rules
from consult.council.rules.silence import SILENCE_CHOICES, Listening


class Stage(StrEnum):
    """Whether seats may object now, or vote."""

    SILENCE = "silence"
    VOTE = "vote"


def stage_of(rules: Rules, *, escalated: bool) -> Stage:
    """Return the stage; `escalated` says that the vote after broken silence has been opened."""
    return Stage.VOTE if rules.silence is None or escalated else Stage.SILENCE


def choices_at(rules: Rules, stage: Stage) -> tuple[Choice, ...]:
    """Return what a seat may choose now.

    A withdrawal is offered only where it takes the objection back.
    """
    if rules.silence is None:
        return rules.choices
    if stage is Stage.VOTE:
        return tuple(choice for choice in rules.choices if choice not in SILENCE_CHOICES)
    return tuple(
        choice
        for choice in rules.choices
        if choice is Choice.OBJECT
        or (choice is Choice.WITHDRAW and rules.silence.withdrawal_restores)
    )


def require_offered(rules: Rules, stage: Stage, choice: str) -> None:
    """Refuse a choice that is not offered at this stage.

    Raises SilenceKept for a vote while silence is asked for, SilenceOver for an objection once
    the vote is open, and ChoiceNotOffered.
    """
    if choice in choices_at(rules, stage):
        return
    if rules.silence is not None and choice in rules.choices:
        if stage is Stage.VOTE:
            raise SilenceOver
        if choice not in SILENCE_CHOICES:
            raise SilenceKept
    raise ChoiceNotOffered(choice=choice)


def ended_by(silence: Silence, heard: Listening) -> SilenceThen | None:
    """Return what broken silence leads to at once; None where nothing is certain yet.

    Where a withdrawal restores silence, only the deadline tells. Otherwise the objection that
    breaks it is the end of the procedure.
    """
    return silence.then if heard.broken and not silence.withdrawal_restores else None


def vote_deadline(opens_at: datetime, closes_at: datetime, vote_opens_at: datetime) -> datetime:
    """Return when the vote after broken silence ends.

    It is open for as long as the silence procedure was announced to be (`opens_at` to
    `closes_at`), so every seat has the time that the council was promised for this question.
    """
    return vote_opens_at + (closes_at - opens_at)
