"""Changes of a draft are taken back and made again."""

from __future__ import annotations

from typing import Any

from consult.core.transactions import command, step
from consult.drafts.actions.write_change import lock_draft_step, write_change_step
from consult.drafts.models import Draft, DraftChange
from consult.drafts.rules.editing.acts import What
from consult.drafts.rules.editing.change import restore_change, taken_back
from consult.drafts.rules.editing.refusals import NothingToRedo, NothingToUndo
from consult.drafts.selectors import redoable, undoable


@step
def undo_change_step(*, actor: Any, draft: Draft, revision: int) -> DraftChange:
    """Take back the latest change that is not taken back, whoever made it.

    Guarantees that the draft is exactly as before it. Refuses where there is none
    (`NothingToUndo`) and what `lock_draft_step` refuses.
    """
    draft = lock_draft_step(actor=actor, draft=draft, revision=revision)
    change = undoable(draft)
    if change is None:
        raise NothingToUndo()
    change.undone = True
    change.save(update_fields=["undone"])
    return write_change_step(
        actor=actor,
        draft=draft,
        what=What.UNDO,
        change=taken_back(restore_change(change.steps)),
        of=change,
    )


@step
def redo_change_step(*, actor: Any, draft: Draft, revision: int) -> DraftChange:
    """Make again the change that was taken back last, while nothing else was changed since.

    Refuses where there is none (`NothingToRedo`) and what `lock_draft_step` refuses.
    """
    draft = lock_draft_step(actor=actor, draft=draft, revision=revision)
    change = redoable(draft)
    if change is None:
        raise NothingToRedo()
    change.undone = False
    change.save(update_fields=["undone"])
    return write_change_step(
        actor=actor,
        draft=draft,
        what=What.REDO,
        change=restore_change(change.steps),
        of=change,
    )


@command
def undo_change(**arguments: Any) -> DraftChange:
    """Take back the latest change: see `undo_change_step`."""
    return undo_change_step(**arguments)


@command
def redo_change(**arguments: Any) -> DraftChange:
    """Make a change again: see `redo_change_step`."""
    return redo_change_step(**arguments)
