"""A text written or pasted as Markdown becomes a draft that waits to be checked."""

from __future__ import annotations

import hashlib
from typing import Any

from consult.accounts.permissions import require
from consult.core.text import clean_text
from consult.drafts.actions.store_draft import store_draft
from consult.drafts.models import Chapter, Draft
from consult.drafts.rules.cleaning import clean_block
from consult.drafts.rules.markdown import parse_markdown


def import_markdown(
    *, actor: Any, chapter: Chapter, language: str, text: str, source_name: str = ""
) -> Draft:
    """Read Markdown and store its blocks as the chapter's draft in this language.

    Read and cleaned before the transaction opens, as in `import_draft`. Refuses what
    `import_blocks_step` refuses, and then stores nothing.
    """
    require(actor, "drafts.import_draft", chapter.review)
    cleaned = clean_text(text)
    return store_draft(
        actor=actor,
        chapter=chapter,
        language=language,
        blocks=[clean_block(block) for block in parse_markdown(cleaned)],
        source_name=source_name,
        source_sha256=hashlib.sha256(cleaned.encode()).hexdigest(),
    )
