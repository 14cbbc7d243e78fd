"""The agenda of a live session changes as long as its items are still ahead."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from consult.accounts.permissions import require
from consult.core.errors import NotThere
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.realtime import publish_on_commit
from consult.core.text import clean_line
from consult.core.transactions import command, step
from consult.council.actions.lock_motion import lock_motion_step
from consult.council.actions.lock_sitting import lock_sitting_step
from consult.council.models import AgendaItem, ItemMinutes, Motion, Sitting
from consult.council.permissions import sitting_to_see
from consult.council.rules.agenda import (
    ITEMS_AT_MOST,
    AgendaFull,
    ItemMoved,
    ItemUnnamed,
    require_ahead,
    require_as_shown,
    require_removable,
)
from consult.council.rules.sitting import require_not_ended
from consult.council.selectors.clock import database_now
from consult.ledger.instant import format_instant

# Beyond every place of an agenda, where items wait while others change places.
_ASIDE = ITEMS_AT_MOST + 1


@step
def add_item_step(
    *, sitting: Sitting, actor: Any, title: str, motion: Motion | None, now: datetime
) -> AgendaItem:
    """Add an item at the end of a locked session's agenda, and journal it.

    Refuses one without words (`ItemUnnamed`), a full agenda (`AgendaFull`), and a session that has
    ended (`SittingEnded`).
    """
    require_not_ended(sitting.state)
    words = clean_line(title)
    if not words:
        raise ItemUnnamed
    last = sitting.items.order_by("-position").values_list("position", flat=True).first() or 0
    if last >= ITEMS_AT_MOST:
        raise AgendaFull(limit=ITEMS_AT_MOST)
    item = AgendaItem.objects.create(sitting=sitting, position=last + 1, title=words, motion=motion)
    _changed(sitting, actor, item, "added", None, now)
    return item


def _changed(
    sitting: Sitting, actor: Any, item: AgendaItem, change: str, before: int | None, now: datetime
) -> None:
    """Count the change, and enter it: the ledger holds places and motions, and proves the words."""
    sitting.revision += 1
    sitting.save(update_fields=["revision"])
    motion = item.motion
    record(
        sitting.review.log_id,
        "session.agenda_changed.v1",
        actor=actor.reference,
        subject=sitting.reference,
        data={
            "session": sitting.reference,
            "change": change,
            "before": before,
            "position": item.position,
            # A rehearsal is never named in the ledger.
            "motion": motion.number if motion and not motion.rehearsal else None,
            "at": format_instant(now),
        },
        committed={"title": item.title},
    )
    publish_on_commit(sitting.topic, {"sequence": sitting.revision})


def _ahead(actor: Any, sitting_id: UUID, item_id: int) -> tuple[Sitting, AgendaItem]:
    """Lock the session and return it with an item that it has not come to yet."""
    require(actor, "council.run_session", sitting_to_see(actor, sitting_id).review)
    sitting = lock_sitting_step(sitting_id=sitting_id)
    require_not_ended(sitting.state)
    item = sitting.items.select_related("motion").filter(pk=item_id).first()
    if item is None:
        raise NotThere()
    require_ahead(item.position, sitting.place)
    return sitting, item


@step
def add_to_agenda_step(
    *, actor: Any, sitting_id: UUID, title: str, motion: Motion | None, key: UUID
) -> Sitting:
    """Add an item to the agenda of a session that has not ended; the same key adds once.

    The secretary of the council may. Refuses what `add_item_step` does.
    """
    review = sitting_to_see(actor, sitting_id).review
    require(actor, "council.run_session", review)
    if motion is not None and motion.review_id != review.pk:
        raise NotThere()
    sitting = lock_sitting_step(sitting_id=sitting_id)

    def make() -> str:
        now = database_now()
        item = add_item_step(sitting=sitting, actor=actor, title=title, motion=motion, now=now)
        return str(item.pk)

    body = {
        "session": str(sitting_id),
        "title": clean_line(title),
        "motion": motion.number if motion else None,
    }
    once(scope=f"item:{actor.pk.hex}", key=key, body=body, make=make)
    return sitting


@step
def change_item_step(
    *, actor: Any, sitting_id: UUID, item_id: int, was: str, title: str, motion: Motion | None
) -> Sitting:
    """Reword an item that is still ahead, or link it to another motion or to none.

    `was` is the title that the page showed. The secretary of the council may. Refuses an item
    that the session has come to (`ItemDealtWith`), one that reads otherwise by now (`ItemMoved`),
    one without words (`ItemUnnamed`), and a session that has ended (`SittingEnded`).
    """
    sitting, item = _ahead(actor, sitting_id, item_id)
    words = clean_line(title)
    if not words:
        raise ItemUnnamed
    if motion is not None and motion.review_id != sitting.review_id:
        raise NotThere()
    if (item.title, item.motion) == (words, motion):
        return sitting
    require_as_shown(item.title, was)
    item.title, item.motion = words, motion
    item.save(update_fields=["title", "motion"])
    _changed(sitting, actor, item, "changed", item.position, database_now())
    return sitting


@step
def move_item_step(*, actor: Any, sitting_id: UUID, item_id: int, seen: int, up: bool) -> Sitting:
    """Let an item change places with the one before it (`up`) or after it.

    `seen` is the place that the page showed, so that one press moves once. The secretary of the
    council may. Refuses what the session has come to (`ItemDealtWith`), an item that stands
    elsewhere by now (`ItemMoved`), and a session that has ended (`SittingEnded`).
    """
    sitting, item = _ahead(actor, sitting_id, item_id)
    require_as_shown(item.position, seen)
    to = seen - 1 if up else seen + 1
    require_ahead(to, sitting.place)
    other = sitting.items.filter(position=to).first()
    if other is None:
        raise ItemMoved
    for moved, place in ((item, _ASIDE), (other, seen), (item, to)):
        moved.position = place
        moved.save(update_fields=["position"])
    _changed(sitting, actor, item, "moved", seen, database_now())
    return sitting


@step
def remove_item_step(*, actor: Any, sitting_id: UUID, item_id: int, was: str) -> Sitting:
    """Remove an item that is still ahead; those behind it move up by one place.

    `was` is the title that the page showed. A motion that was put for the session stays put for it,
    and needs another item to be opened. The secretary of the council may. Guarantees that no vote
    is opened on the item's motion meanwhile, since that takes the same locks. Refuses an item that
    the session has come to (`ItemDealtWith`), one that reads otherwise by now (`ItemMoved`), one
    whose motion has been opened (`ItemVotedOn`) or of which minutes were typed (`ItemMinuted`),
    the only item (`LastItem`), one that is gone (`NotThere`), and a session that has ended
    (`SittingEnded`).
    """
    sitting, item = _ahead(actor, sitting_id, item_id)
    require_as_shown(item.title, was)
    motion = lock_motion_step(motion_id=item.motion_id) if item.motion_id else None
    require_removable(
        items=sitting.items.count(),
        motion=motion.state if motion else None,
        minuted=ItemMinutes.objects.filter(item=item).exists(),
    )
    now = database_now()
    AgendaItem.objects.filter(pk=item.pk).delete()
    # Aside and back, since no two items may share a place even within one statement.
    behind = sitting.items.filter(position__gt=item.position)
    behind.update(position=F("position") + _ASIDE)
    aside = sitting.items.filter(position__gt=_ASIDE)
    aside.update(position=F("position") - _ASIDE - 1)
    _changed(sitting, actor, item, "removed", item.position, now)
    return sitting


@command
def add_to_agenda(**arguments: Any) -> Sitting:
    """Add an item to the agenda of a session: see `add_to_agenda_step`."""
    return add_to_agenda_step(**arguments)


@command
def change_item(**arguments: Any) -> Sitting:
    """Reword an agenda item that is still ahead: see `change_item_step`."""
    return change_item_step(**arguments)


@command
def move_item(**arguments: Any) -> Sitting:
    """Move an agenda item that is still ahead by one place: see `move_item_step`."""
    return move_item_step(**arguments)


@command
def remove_item(**arguments: Any) -> Sitting:
    """Remove an agenda item that is still ahead: see `remove_item_step`."""
    return remove_item_step(**arguments)
