"""The history of a draft, and what of it can be taken back or made again."""

from __future__ import annotations

from django.db.models import Max, QuerySet

from consult.drafts.models import Draft, DraftChange
from consult.drafts.rules.editing.acts import What
from consult.drafts.rules.editing.change import Text, followed, restore_change
from consult.drafts.rules.stored import restore_block

ABOUT_OTHERS = (What.UNDO, What.REDO)


def text_of(draft: Draft) -> Text:
    """Return the blocks of a loaded draft, and where each entry of what was dropped points."""
    return Text(
        tuple(restore_block(stored) for stored in draft.blocks),
        tuple(entry["block"] for entry in draft.dropped),
    )


def undoable(draft: Draft) -> DraftChange | None:
    """Return the latest change that is not taken back, in one query."""
    return _own_changes(draft).filter(undone=False).order_by("-revision").first()


def redoable(draft: Draft) -> DraftChange | None:
    """Return the change that was taken back last, unless others were made since; two queries."""
    latest = _own_changes(draft).filter(undone=False).aggregate(latest=Max("revision"))["latest"]
    undone = _own_changes(draft).filter(undone=True, revision__gt=latest or 0)
    return undone.order_by("revision").first()


def removals(draft: Draft) -> QuerySet[DraftChange]:
    """Return the removals whose blocks are not back, the latest first, without their steps."""
    back = DraftChange.objects.filter(
        draft=draft, what=What.RESTORE, undone=False, of__isnull=False
    )
    return (
        DraftChange.objects.filter(draft=draft, what=What.REMOVE, undone=False)
        .exclude(pk__in=back.values("of"))
        .defer("steps")
        .order_by("-revision")
    )


def changes_of(draft: Draft, *, after: int = 0) -> QuerySet[DraftChange]:
    """Return the changes made after a revision with who made them, the latest first."""
    return (
        DraftChange.objects.filter(draft=draft, revision__gt=after)
        .select_related("actor", "of")
        .defer("steps", "of__steps")
        .order_by("-revision")
    )


def number_now(draft: Draft, number: int, revision: int) -> int | None:
    """Return under which number the block stands now that was `number` at `revision`, or None."""
    place: int | None = number - 1
    later = DraftChange.objects.filter(draft=draft, revision__gt=revision).order_by("revision")
    for steps in later.values_list("steps", flat=True):
        if place is not None:
            place = followed(place, restore_change(steps).steps)
    return None if place is None else place + 1


def _own_changes(draft: Draft) -> QuerySet[DraftChange]:
    return DraftChange.objects.filter(draft=draft).exclude(what__in=ABOUT_OTHERS)
