"""The text in force can be searched."""

from __future__ import annotations

from consult.core.search import Searchable, forget_step, index_step
from consult.core.transactions import step
from consult.drafts.models import BlockText, Version
from consult.drafts.rules.searchable import BLOCK


@step
def index_text_step(*, version: Version) -> int:
    """Put the version's texts into the index in the place of the version before; return how many.

    Every block is found in each language in which it is published.
    """
    chapter = version.chapter
    forget_step(kind=BLOCK, within=str(chapter.pk))
    rows = BlockText.objects.filter(block__version=version).exclude(text="")
    return index_step(
        Searchable(BLOCK, str(chapter.review_id), str(chapter.pk), str(key), language, text)
        for key, language, text in rows.order_by("pk").values_list("block__key", "language", "text")
    )
