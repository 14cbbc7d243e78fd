"""The secretary keeps a motion as a draft, changes it, or discards it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_
from consult.core.idempotency import once
from consult.core.numbers import next_number
from consult.core.transactions import command, step
from consult.council.actions.lock_motion import lock_motion_step
from consult.council.actions.read_proposal import Proposal, read_proposal
from consult.council.models import Motion, RollUp
from consult.council.permissions import motion_to_see
from consult.council.rules.motion import State
from consult.council.selectors.clock import database_now
from consult.reviews.models import Review


class ClosesTooSoon(DomainError):
    """A motion closes after it opens, and in the future."""

    code = "closes_too_soon"
    field = "closes_at"
    message = N_("Voting must close after it opens, and later than now. Choose a later time.")


class DraftNoticed(DomainError):
    """What the council was told is no draft any more."""

    code = "draft_noticed"
    status = 409
    message = N_("The council has been told of this motion, so it can no longer be changed.")


@step
def write_draft_step(
    *,
    proposal: Proposal,
    actor: Any,
    rollup: RollUp | None = None,
    whole_of: RollUp | None = None,
) -> Motion:
    """Write a new draft under the next number for drafts, perhaps of a vote chapter by chapter."""
    name = f"{proposal.review.number_prefix}-D"
    number = f"{name}-{next_number(name):03d}"
    return Motion.objects.create(
        review=proposal.review,
        number=number,
        rollup=rollup,
        whole_of=whole_of,
        **_columns(proposal, actor),
    )


def _columns(proposal: Proposal, actor: Any) -> dict[str, Any]:
    now = database_now()
    opens_at, closes_at = proposal.times(now)
    if closes_at <= max(now, opens_at):
        raise ClosesTooSoon()
    return {
        "rules": proposal.rules,
        "kind": proposal.kind,
        "rehearsal": proposal.rehearsal,
        "proposal": proposal.kept(),
        "opens_at": opens_at,
        "closes_at": closes_at,
        "sitting": proposal.sitting,
        "voting_seconds": proposal.voting_seconds,
        "put_by": actor,
        "put_at": now,
        **proposal.columns,
    }


@step
def save_draft_step(
    *, actor: Any, review: Review, key: UUID, motion_id: UUID | None = None, **proposed: Any
) -> Motion:
    """Keep a motion as a draft, which nobody but the secretary sees and no ledger knows.

    `proposed` is what `read_proposal` reads; with `motion_id` that draft is changed. The same key
    with the same motion returns the first draft. Refuses a motion of which the council was told
    already (`DraftNoticed`), a close that is not in the future and after the opening
    (`ClosesTooSoon`), and what `read_proposal` refuses. Times are held against the rules when
    the motion is noticed.
    """
    require(actor, "council.put_motion", review)
    proposal = read_proposal(review=review, **proposed)
    if motion_id is None:
        scope = f"draft:{actor.pk.hex}"
        name = once(
            scope=scope,
            key=key,
            body=proposal.body(),
            make=lambda: str(write_draft_step(proposal=proposal, actor=actor).pk),
        )
        return Motion.objects.select_related("review").get(pk=name)
    motion = _draft(actor, motion_id)
    columns = _columns(proposal, actor)
    for name, value in columns.items():
        setattr(motion, name, value)
    motion.save(update_fields=list(columns))
    return motion


def _draft(actor: Any, motion_id: UUID) -> Motion:
    require(actor, "council.put_motion", motion_to_see(actor, motion_id).review)
    motion = lock_motion_step(motion_id=motion_id)
    if motion.state != State.DRAFT:
        raise DraftNoticed()
    return motion


@command
def save_draft(**arguments: Any) -> Motion:
    """Keep a motion as a draft: see `save_draft_step`."""
    return save_draft_step(**arguments)


@step
def discard_draft_step(*, actor: Any, motion_id: UUID) -> None:
    """Delete a draft of which nobody was told; raises `DraftNoticed` for any other motion."""
    _draft(actor, motion_id).delete()


@command
def discard_draft(**arguments: Any) -> None:
    """Delete a draft: see `discard_draft_step`."""
    discard_draft_step(**arguments)
