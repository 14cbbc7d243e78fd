"""A draft is locked for a change, and the change is written."""

from __future__ import annotations

from typing import Any

from consult.accounts.permissions import require
from consult.core.transactions import step
from consult.drafts.models import Chapter, Draft, DraftChange
from consult.drafts.rules.editing.acts import What
from consult.drafts.rules.editing.change import Change, Splice, done, place_of, store_change
from consult.drafts.rules.editing.refusals import DraftStale
from consult.drafts.rules.refusals import DraftNotInChecking
from consult.drafts.rules.stored import store_block
from consult.drafts.rules.structure import excerpt
from consult.drafts.selectors import text_of


@step
def lock_draft_step(*, actor: Any, draft: Draft, revision: int) -> Draft:
    """Return the draft, locked, as it stands at `revision`; an editor may change it.

    Refuses a draft that no longer waits to be checked (`DraftNotInChecking`) and one that was
    changed since `revision` (`DraftStale`).
    """
    require(actor, "drafts.import_draft", draft.chapter.review)
    # The chapter's row is the lock for its drafts, so that nobody publishes this one meanwhile.
    Chapter.objects.select_for_update().get(pk=draft.chapter_id)
    draft = Draft.objects.get(pk=draft.pk)
    if draft.state != Draft.State.CHECKING:
        raise DraftNotInChecking()
    if draft.revision != revision:
        raise DraftStale()
    return draft


@step
def write_change_step(
    *, actor: Any, draft: Draft, what: What, change: Change, of: DraftChange | None = None
) -> DraftChange:
    """Apply a change to a locked draft and keep it in the draft's history.

    Guarantees that the draft's next revision and the row that leads to it are written together.
    """
    after = done(text_of(draft), change)
    draft.blocks = [store_block(block) for block in after.blocks]
    for entry, pointer in zip(draft.dropped, after.pointers, strict=True):
        entry["block"] = pointer
    draft.revision += 1
    draft.save(update_fields=["blocks", "dropped", "revision"])
    place = min(place_of(change), len(after.blocks) - 1)
    removed = [step.before for step in change.steps if isinstance(step, Splice) and not step.after]
    told = removed[0][0] if removed else after.blocks[place]
    return DraftChange.objects.create(
        draft=draft,
        revision=draft.revision,
        what=what,
        number=place + 1,
        excerpt=excerpt(told),
        steps=store_change(change),
        of=of,
        actor=actor,
    )
