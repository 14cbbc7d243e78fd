"""A text written or pasted as Markdown becomes a draft that waits to be checked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from consult.accounts.permissions import require
from consult.core.text import clean_text
from consult.core.transactions import command
from consult.drafts.actions.store_draft import store_draft_step
from consult.drafts.models import Chapter, Draft
from consult.drafts.rules.cleaning import clean_block
from consult.drafts.rules.markdown import read_markdown


def _read_first(store: Callable[..., Draft]) -> Callable[..., Draft]:
    """Read and clean the text before `store` opens its transaction, as `import_draft` does."""

    @wraps(store)
    def read(
        *, actor: Any, chapter: Chapter, language: str, text: str, source_name: str = ""
    ) -> Draft:
        require(actor, "drafts.import_draft", chapter.review)
        cleaned = clean_text(text)
        document = read_markdown(cleaned)
        return store(
            actor=actor,
            chapter=chapter,
            language=language,
            blocks=[clean_block(block) for block in document.blocks],
            source_name=source_name,
            source_sha256=hashlib.sha256(cleaned.encode()).hexdigest(),
            dropped=document.dropped,
        )

    return read


@_read_first
@command
def import_markdown(**draft: Any) -> Draft:
    """Read Markdown and store its blocks as the chapter's draft in a language.

    Takes `actor`, `chapter`, `language`, `text` and, if there is one, `source_name`. Only an
    editor may. Refuses what `import_blocks_step` refuses, and then stores nothing.
    """
    return store_draft_step(**draft)
