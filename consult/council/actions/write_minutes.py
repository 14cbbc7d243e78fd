"""The minutes of a live session are typed along, and fixed when it ends."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.errors import NotThere
from consult.core.journal import record
from consult.core.realtime import publish_on_commit
from consult.core.text import clean_text
from consult.core.transactions import command, step
from consult.council.actions.lock_sitting import lock_sitting_step
from consult.council.models import FixedMinutes, ItemMinutes, Sitting
from consult.council.models.minutes import TEXT_LENGTH
from consult.council.permissions import sitting_to_see
from consult.council.rules.minutes import MinutesTooLong, minutes_sha256, require_read
from consult.council.rules.sitting import require_not_ended
from consult.council.selectors.clock import database_now
from consult.council.selectors.minutes import minutes_of
from consult.ledger.instant import format_instant


@step
def write_minutes_step(
    *, actor: Any, sitting_id: UUID, item_id: int, text: str, seen: int
) -> ItemMinutes:
    """Write down what happened at an agenda item; everybody in the room reads it as a draft.

    `seen` is the revision that was read, 0 where there was none. Guarantees that nobody overwrites
    what they have not read, and that the same words sent again change nothing. The secretary of
    the council may. Refuses a revision that is not the last (`StaleMinutes`), too long a text
    (`MinutesTooLong`), an item that the agenda has not (`NotThere`), and a session that has ended
    (`SittingEnded`).
    """
    require(actor, "council.run_session", sitting_to_see(actor, sitting_id).review)
    words = clean_text(text)
    if len(words) > TEXT_LENGTH:
        raise MinutesTooLong(limit=TEXT_LENGTH)
    sitting = lock_sitting_step(sitting_id=sitting_id)
    require_not_ended(sitting.state)
    item = sitting.items.filter(pk=item_id).first()
    if item is None:
        raise NotThere()
    kept = ItemMinutes.objects.filter(item=item).first()
    if kept is not None and kept.text == words:
        return kept
    require_read(seen, kept.revision if kept else 0)
    now = database_now()
    if kept is None:
        kept = ItemMinutes.objects.create(item=item, text=words, saved_at=now, saved_by=actor)
    else:
        kept.text, kept.revision = words, kept.revision + 1
        kept.saved_at, kept.saved_by = now, actor
        kept.save(update_fields=["text", "revision", "saved_at", "saved_by"])
    sitting.revision += 1
    sitting.save(update_fields=["revision"])
    publish_on_commit(sitting.topic, {"sequence": sitting.revision})
    return kept


@step
def fix_minutes_step(*, sitting: Sitting, actor: Any, now: datetime) -> None:
    """Keep the SHA-256 of a locked session's minutes as they stand, and commit to it in the ledger.

    A session of which nothing was written down has no minutes, and nothing is fixed.
    """
    written = minutes_of(sitting)
    if not any(each.text for each in written):
        return
    sha256 = minutes_sha256([(each.position, each.title, each.text) for each in written])
    FixedMinutes.objects.create(sitting=sitting, sha256=sha256, fixed_at=now)
    record(
        sitting.review.log_id,
        "session.minutes_fixed.v1",
        actor=actor.reference,
        subject=sitting.reference,
        data={"session": sitting.reference, "at": format_instant(now)},
        committed={"minutes_sha256": sha256},
        public=frozenset({"minutes_sha256"}),
    )


@command
def write_minutes(**arguments: Any) -> ItemMinutes:
    """Write down what happened at an agenda item: see `write_minutes_step`."""
    return write_minutes_step(**arguments)
