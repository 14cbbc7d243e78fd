"""An editor changes a block of a draft."""

from __future__ import annotations

from typing import Any

from consult.core.transactions import command, step
from consult.drafts.actions.write_change import lock_draft_step, write_change_step
from consult.drafts.models import Draft, DraftChange
from consult.drafts.rules.editing.acts import Act, changed_by
from consult.drafts.selectors import text_of


@step
def change_draft_step(*, actor: Any, draft: Draft, revision: int, act: Act) -> DraftChange:
    """Merge, split, retype, move, reword or remove a block of a draft in checking.

    `revision` is the one that the editor saw. Guarantees that the draft's blocks agree with one
    another afterwards, that what was dropped still points to the right block, and that the change
    can be taken back. Refuses what `lock_draft_step` and `changed_by` refuse.
    """
    draft = lock_draft_step(actor=actor, draft=draft, revision=revision)
    change = changed_by(text_of(draft), act)
    return write_change_step(actor=actor, draft=draft, what=act.what, change=change)


@command
def change_draft(**arguments: Any) -> DraftChange:
    """Change a block of a draft: see `change_draft_step`."""
    return change_draft_step(**arguments)
