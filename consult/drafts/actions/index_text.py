"""The text in force can be searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from consult.core.models import SearchEntry
from consult.core.search import Searchable, forget_step, index_step, prepared
from consult.core.transactions import step
from consult.drafts.models import BlockText, Chapter, Version
from consult.drafts.rules.searchable import BLOCK


def searchable_texts(
    *, chapter: Chapter, texts: Mapping[tuple[UUID, str], str]
) -> list[SearchEntry]:
    """Reads only. Return the entries of a text, given by block key and language.

    A block is found in each language in which it has words of its own.
    """
    scope, within = str(chapter.review_id), str(chapter.pk)
    return prepared(
        Searchable(BLOCK, scope, within, str(key), language, text)
        for (key, language), text in texts.items()
        if text
    )


@step
def index_text_step(*, chapter: Chapter, entries: Sequence[SearchEntry]) -> int:
    """Put a text's entries into the index in the place of the version before; return how many."""
    forget_step(kind=BLOCK, within=str(chapter.pk))
    return index_step(entries)


@step
def index_version_step(*, version: Version) -> int:
    """Put a published version's texts into the index again; return how many."""
    rows = BlockText.objects.filter(block__version=version).order_by("pk")
    texts = {
        (key, language): text
        for key, language, text in rows.values_list("block__key", "language", "text")
    }
    chapter = version.chapter
    return index_text_step(chapter=chapter, entries=searchable_texts(chapter=chapter, texts=texts))
