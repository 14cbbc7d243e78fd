"""A block that was removed from a draft comes back."""

from __future__ import annotations

from typing import Any

from consult.core.errors import NotThere
from consult.core.transactions import command, step
from consult.drafts.actions.write_change import lock_draft_step, write_change_step
from consult.drafts.models import Draft, DraftChange
from consult.drafts.rules.editing.acts import Restore, What, changed_by
from consult.drafts.rules.editing.change import Splice, followed, restore_change
from consult.drafts.rules.editing.refusals import AlreadyRestored
from consult.drafts.selectors import removals, text_of


@step
def restore_block_step(*, actor: Any, draft: Draft, revision: int, removal: int) -> DraftChange:
    """Put a removed block back where it stood, as near as later changes allow.

    `removal` is the primary key of the change that removed it. Refuses a key that is no removal
    of this draft (`NotThere`), a block that is back (`AlreadyRestored`), and what
    `lock_draft_step` refuses.
    """
    draft = lock_draft_step(actor=actor, draft=draft, revision=revision)
    change = DraftChange.objects.filter(draft=draft, what=What.REMOVE, pk=removal).first()
    if change is None:
        raise NotThere()
    if not removals(draft).filter(pk=removal).exists():
        raise AlreadyRestored()
    splice = next(one for one in restore_change(change.steps).steps if isinstance(one, Splice))
    place = splice.at
    later = DraftChange.objects.filter(draft=draft, revision__gt=change.revision)
    for steps in later.order_by("revision").values_list("steps", flat=True):
        there = followed(place, restore_change(steps).steps)
        place = place if there is None else there
    text = text_of(draft)
    act = Restore(min(place, len(text.blocks)) + 1, splice.before[0])
    return write_change_step(
        actor=actor, draft=draft, what=act.what, change=changed_by(text, act), of=change
    )


@command
def restore_block(**arguments: Any) -> DraftChange:
    """Put a removed block back: see `restore_block_step`."""
    return restore_block_step(**arguments)
