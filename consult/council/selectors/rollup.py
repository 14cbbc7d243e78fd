"""Votes chapter by chapter: what they are made of, and what a page shows of one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from consult.core.errors import NotThere
from consult.council.models import Motion, RollUp
from consult.council.rules.motion import DECIDED, PENDING, State
from consult.council.rules.reader import parse_rules
from consult.council.rules.rollup import OPEN, VOID, RollUpStatus
from consult.council.selectors.arithmetic import rule_sentence
from consult.council.selectors.clock import database_now
from consult.council.selectors.phase import Phase, phase_of
from consult.reviews.models import Review


@dataclass(frozen=True, slots=True)
class Part:
    """A motion of a roll-up, and where it stands now."""

    motion: Motion
    phase: Phase

    @property
    def decided(self) -> bool:
        """Say whether there is a public record of it."""
        return self.motion.state in DECIDED and not self.motion.rehearsal


@dataclass(frozen=True, slots=True)
class RollUpPage:
    """A roll-up as somebody sees it now: its chapters in order, and the motions on the whole."""

    rollup: RollUp
    parts: list[Part]
    wholes: list[Part]

    @property
    def adopted(self) -> int:
        """Return how many chapters are adopted."""
        return sum(_status_of(part.motion) == RollUpStatus.ADOPTED for part in self.parts)

    @property
    def voided(self) -> bool:
        """Say whether a chapter can no longer be adopted by its motion."""
        return any(part.phase is Phase.VOID for part in self.parts)

    @property
    def rule(self) -> str:
        """Return the rule by which each chapter is decided, as a sentence."""
        return rule_sentence(parse_rules(self.parts[0].motion.rules))

    @property
    def whole_due(self) -> bool:
        """Say whether the whole is to be put to the council now."""
        return self.rollup.status == RollUpStatus.WHOLE_FOLLOWS and all(
            part.phase is Phase.VOID for part in self.wholes
        )


def statuses_of(rollup: RollUp) -> list[tuple[str, str]]:
    """Return each motion of a roll-up by its number, in order, with what became of it."""
    return [(motion.number, _status_of(motion)) for motion in rollup.motions.order_by("number")]


def _status_of(motion: Motion) -> str:
    if motion.state in PENDING:
        return OPEN
    if motion.state == State.VOID:
        return VOID
    return str((motion.outcome or {})["status"])


def rollup_page(rollup: RollUp) -> RollUpPage:
    """Return what everybody who may see a roll-up sees of it, in three queries."""
    now = database_now()
    parts, wholes = (
        [Part(motion, phase_of(motion, now)) for motion in found.order_by("number")]
        for found in (rollup.motions, rollup.wholes)
    )
    return RollUpPage(rollup, parts, wholes)


def rolled_up(review: Review) -> QuerySet[RollUp]:
    """Return the roll-ups that everybody may read of, the newest first, without rehearsals.

    They are there once the council has decided on one of their motions, or on all.
    """
    closed = Motion.objects.filter(rollup=OuterRef("pk"), state__in=sorted(DECIDED))
    found = RollUp.objects.filter(review=review, rehearsal=False).select_related("review")
    return found.filter(Exists(closed) | Q(decided_at__isnull=False)).order_by("-put_at", "-number")


def rolled_up_called(review: Review, number: str) -> RollUp:
    """Return the roll-up of this number that everybody may read of; raises `NotThere`."""
    rollup = rolled_up(review).filter(number=number).first()
    if rollup is None:
        raise NotThere()
    return rollup
