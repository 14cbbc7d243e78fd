"""A draft is discarded."""

from __future__ import annotations

from typing import Any

from consult.accounts.permissions import require
from consult.core.transactions import command, step
from consult.drafts.models import Chapter, Draft
from consult.drafts.rules.refusals import DraftNotInChecking


@step
def discard_draft_step(*, actor: Any, draft: Draft) -> Draft:
    """Mark a draft in checking as discarded; an editor may. Its row is kept.

    Refuses one that is no longer in checking (`DraftNotInChecking`).
    """
    require(actor, "drafts.import_draft", draft.chapter.review)
    # The chapter's row is the lock for its drafts, so that nobody publishes this one meanwhile.
    Chapter.objects.select_for_update().get(pk=draft.chapter_id)
    draft = Draft.objects.get(pk=draft.pk)
    if draft.state != Draft.State.CHECKING:
        raise DraftNotInChecking()
    draft.state = Draft.State.DISCARDED
    draft.save(update_fields=["state"])
    return draft


@command
def discard_draft(**arguments: Any) -> Draft:
    """Discard a draft: see `discard_draft_step`."""
    return discard_draft_step(**arguments)
