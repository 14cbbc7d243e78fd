"""Blocks of a translated draft are taken over as translations of the source's blocks."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.transactions import command, step
from consult.drafts.actions.revise_translations import Wording, revise_translations_step
from consult.drafts.models import Chapter, Draft
from consult.drafts.rules.refusals import DraftNotInChecking, SourceReplaced
from consult.drafts.rules.translating import Act
from consult.drafts.selectors import check_language, draft_called, pairing_of


@step
def take_pairs_step(
    *, actor: Any, draft: Draft, seen_version: UUID, pairs: Collection[int], done: bool
) -> int:
    """Make drafts of translations from confirmed pairs; return how many translations changed.

    `pairs` names them by their numbers in `pairing_of`, beside the version that the page showed.
    `done` says that no more of the draft is to be taken over: it then waits no longer, and is
    not published whole. A pair that cannot be taken over, or would change nothing, is passed
    over. What a translation was before is kept.

    Refuses where a newer version of the source was published since (`SourceReplaced`), a draft
    that is no longer in checking (`DraftNotInChecking`) and one in the source language
    (`NotATranslationLanguage`).
    """
    require(actor, "drafts.translate", draft.chapter.review)
    # Lock the chapter so that its version and its drafts stay while the pairs are taken over.
    Chapter.objects.select_for_update().get(pk=draft.chapter_id)
    draft = draft_called(draft.pk)
    check_language(draft.chapter, draft.language)
    if draft.state != Draft.State.CHECKING:
        raise DraftNotInChecking()
    if draft.chapter.current_id != seen_version:
        raise SourceReplaced()
    changed = revise_translations_step(
        actor=actor,
        chapter=draft.chapter,
        language=draft.language,
        act=Act.IMPORT,
        wordings=[
            Wording(row.key, row.source, row.html)
            for row in pairing_of(draft)
            if row.number in pairs and row.can_be_taken and row.key and row.source
        ],
    )
    if done:
        draft.state = Draft.State.PAIRED
        draft.save(update_fields=["state"])
    return changed


@command
def take_pairs(**arguments: Any) -> int:
    """Take over pairs of a draft: see `take_pairs_step`."""
    return take_pairs_step(**arguments)
