"""A draft is stored for checking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from consult.accounts.permissions import require
from consult.core.languages import name_of
from consult.core.text import clean_line
from consult.core.transactions import step
from consult.drafts.actions.keep_pictures import keep_pictures_step
from consult.drafts.models import Chapter, Draft
from consult.drafts.rules.blocks import Dropped
from consult.drafts.rules.cleaning import CleanBlock
from consult.drafts.rules.pictures import ParsedPicture
from consult.drafts.rules.refusals import DraftEmpty, LanguageNotInReview
from consult.drafts.rules.stored import store_block, store_dropped

NAME_LENGTH = 200


@step
def store_draft_step(
    *,
    actor: Any,
    chapter: Chapter,
    language: str,
    blocks: Sequence[CleanBlock],
    source_name: str,
    source_sha256: str,
    dropped: Sequence[Dropped] = (),
    pictures: Sequence[ParsedPicture] = (),
) -> Draft:
    """Store clean blocks and their pictures as the chapter's draft in a language; an editor may.

    Guarantees one draft in checking for each chapter and language: an earlier one is marked
    discarded and kept. Refuses a language that the review does not have
    (`LanguageNotInReview`) and a text without blocks (`DraftEmpty`).
    """
    review = chapter.review
    require(actor, "drafts.import_draft", review)
    if language not in review.languages:
        raise LanguageNotInReview(
            language=name_of(language), languages=", ".join(map(name_of, review.languages))
        )
    if not blocks:
        raise DraftEmpty()
    # Lock the chapter so that two imports at once leave one draft, and none during a publication.
    chapter = Chapter.objects.select_for_update().get(pk=chapter.pk)
    chapter.drafts.filter(language=language, state=Draft.State.CHECKING).update(
        state=Draft.State.DISCARDED
    )
    keep_pictures_step(chapter=chapter, pictures=pictures)
    return Draft.objects.create(
        chapter=chapter,
        language=language,
        source_name=clean_line(source_name)[-NAME_LENGTH:],
        source_sha256=source_sha256,
        blocks=[store_block(block) for block in blocks],
        dropped=[store_dropped(entry) for entry in dropped],
        imported_by=actor,
    )
