"""A moderator takes a case on, or gives it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.core.transactions import command, step
from moderation.actions.lock_case import lock_case_step
from moderation.models import Case
from moderation.rules.judging import LEASE
from moderation.rules.states import WAITING, MoveNotLegal


@step
def claim_case_step(*, actor: Any, case_id: UUID, now: datetime | None = None) -> Case:
    """Keep a waiting case for `actor` for `LEASE`; claiming it again begins the time anew.

    A claim says who is reading and leaves the case's version alone, so no decision goes stale by
    it. Others see who has it and get `CaseTaken`. Raises `MoveNotLegal` for a decided case and what
    `lock_case_step` raises.
    """
    at = now or timezone.now()
    case = lock_case_step(actor=actor, case_id=case_id, now=at)
    if case.state not in WAITING:
        raise MoveNotLegal()
    case.claimed_by, case.claimed_until = actor, at + LEASE
    case.save(update_fields=["claimed_by", "claimed_until"])
    return case


@step
def release_case_step(*, actor: Any, case_id: UUID, now: datetime | None = None) -> Case:
    """Give a case back before the time is over; changes nothing where nobody holds it.

    Raises what `lock_case_step` raises, so nobody releases another's claim.
    """
    case = lock_case_step(actor=actor, case_id=case_id, now=now or timezone.now())
    if case.claimed_by is not None:
        case.claimed_by = case.claimed_until = None
        case.save(update_fields=["claimed_by", "claimed_until"])
    return case


@command
def claim_case(**arguments: Any) -> Case:
    """Take a case on: see `claim_case_step`."""
    return claim_case_step(**arguments)


@command
def release_case(**arguments: Any) -> Case:
    """Give a case back: see `release_case_step`."""
    return release_case_step(**arguments)
