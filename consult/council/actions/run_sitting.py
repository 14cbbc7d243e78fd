"""A live session is announced, starts, goes through its agenda, and ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.realtime import publish_on_commit
from consult.core.text import clean_line
from consult.core.transactions import command, step
from consult.council.actions.lock_sitting import lock_sitting_step
from consult.council.actions.write_minutes import fix_minutes_step
from consult.council.models import AgendaItem, Motion, Sitting
from consult.council.permissions import sitting_to_see
from consult.council.rules.live import VotingStillOpen
from consult.council.rules.motion import State
from consult.council.rules.sitting import (
    SittingMoveNotAllowed,
    SittingState,
    require_sitting_move,
)
from consult.council.selectors.clock import database_now
from consult.ledger.instant import format_instant
from consult.reviews.models import Review

_MOVES = {
    "start": SittingState.RUNNING,
    "next": SittingState.RUNNING,
    "end": SittingState.ENDED,
}


class AgendaEmpty(DomainError):
    """A session without an agenda gives nobody a reason to come."""

    code = "agenda_empty"
    field = "agenda"
    message = N_("Write at least one item, each on a line of its own.")


@step
def announce_sitting_step(
    *,
    actor: Any,
    review: Review,
    title: str,
    starts_at: datetime,
    video_link: str,
    agenda: Sequence[tuple[str, Motion | None]],
    key: UUID,
) -> Sitting:
    """Announce a live session with its agenda in order; the same key returns the first one.

    The secretary of the council may. Refuses an agenda without any item (`AgendaEmpty`).
    """
    require(actor, "council.run_session", review)
    items = [(clean_line(words), motion) for words, motion in agenda if clean_line(words)]
    if not items:
        raise AgendaEmpty()
    name = clean_line(title)

    def make() -> str:
        sitting = Sitting.objects.create(
            review=review, title=name, starts_at=starts_at, video_link=video_link
        )
        AgendaItem.objects.bulk_create(
            AgendaItem(sitting=sitting, position=place, title=words, motion=motion)
            for place, (words, motion) in enumerate(items, start=1)
        )
        return str(sitting.pk)

    body = {
        "review": str(review.pk),
        "title": name,
        "starts_at": format_instant(starts_at),
        "video_link": video_link,
        "agenda": [[words, motion.number if motion else None] for words, motion in items],
    }
    made = once(scope=f"sitting:{actor.pk.hex}", key=key, body=body, make=make)
    return Sitting.objects.select_related("review").get(pk=made)


@step
def move_sitting_step(*, actor: Any, sitting_id: UUID, seen: int, to: str) -> Sitting:
    """Start a session at its first item (`start`), go to the next (`next`), or end it (`end`).

    `seen` is the item that the page showed. Guarantees one journalled move for one press of the
    button, and that the end fixes the minutes. A move from another item than `seen`, past the last
    one, or out of order is refused (`SittingMoveNotAllowed`), and so is any move while a vote of
    the session is open (`VotingStillOpen`).
    """
    require(actor, "council.run_session", sitting_to_see(actor, sitting_id).review)
    sitting = lock_sitting_step(sitting_id=sitting_id)
    now = database_now()
    item = sitting.items.filter(position=sitting.place + 1).select_related("motion").first()
    state = _MOVES.get(to)
    if state is None or sitting.place != seen or (to != "end" and item is None):
        raise SittingMoveNotAllowed
    if to != "next" or sitting.state != SittingState.RUNNING:
        require_sitting_move(sitting.state, state)
    _require_no_vote(sitting)
    if to == "end":
        fix_minutes_step(sitting=sitting, actor=actor, now=now)
        sitting.ended_at, item = now, None
    else:
        sitting.started_at = sitting.started_at or now
        sitting.place += 1
    sitting.state = state
    sitting.revision += 1
    sitting.save(update_fields=["state", "place", "revision", "started_at", "ended_at"])
    motion = item.motion if item else None
    record(
        sitting.review.log_id,
        "session.moved.v1",
        actor=actor.reference,
        subject=sitting.reference,
        data={
            "session": sitting.reference,
            "state": str(state),
            # A rehearsal is never named in the ledger.
            "item": item
            and {
                "position": item.position,
                "motion": motion.number if motion and not motion.rehearsal else None,
            },
            "at": format_instant(now),
        },
    )
    publish_on_commit(sitting.topic, {"sequence": sitting.revision})
    return sitting


def _require_no_vote(sitting: Sitting) -> None:
    """Refuse where a vote is open; none can be opened now, since that takes the same lock."""
    voting = sitting.motions.filter(state=State.OPEN).first()
    if voting is not None:
        raise VotingStillOpen(number=voting.number)


@command
def announce_sitting(**arguments: Any) -> Sitting:
    """Announce a live session: see `announce_sitting_step`."""
    return announce_sitting_step(**arguments)


@command
def move_sitting(**arguments: Any) -> Sitting:
    """Start a session, go on, or end it: see `move_sitting_step`."""
    return move_sitting_step(**arguments)
