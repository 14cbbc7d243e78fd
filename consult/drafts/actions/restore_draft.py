"""A discarded draft waits to be checked again."""

from __future__ import annotations

from typing import Any

from consult.accounts.permissions import require
from consult.core.transactions import command, step
from consult.drafts.models import Chapter, Draft
from consult.drafts.rules.editing.refusals import AnotherDraftWaits, DraftNotDiscarded


@step
def restore_draft_step(*, actor: Any, draft: Draft) -> Draft:
    """Mark a discarded or replaced draft as waiting to be checked again; an editor may.

    Refuses one that is not discarded (`DraftNotDiscarded`), and any while another draft of the
    chapter in this language waits (`AnotherDraftWaits`).
    """
    require(actor, "drafts.import_draft", draft.chapter.review)
    Chapter.objects.select_for_update().get(pk=draft.chapter_id)
    draft = Draft.objects.get(pk=draft.pk)
    if draft.state != Draft.State.DISCARDED:
        raise DraftNotDiscarded()
    waiting = Draft.objects.filter(
        chapter=draft.chapter_id, language=draft.language, state=Draft.State.CHECKING
    )
    if waiting.exists():
        raise AnotherDraftWaits()
    draft.state = Draft.State.CHECKING
    draft.save(update_fields=["state"])
    return draft


@command
def restore_draft(**arguments: Any) -> Draft:
    """Bring a discarded draft back: see `restore_draft_step`."""
    return restore_draft_step(**arguments)
