"""A Word file becomes a draft that waits to be checked."""

from __future__ import annotations

import hashlib
from typing import Any

from consult.accounts.permissions import require
from consult.drafts.actions.parse_upload import parse_upload
from consult.drafts.actions.store_draft import store_draft
from consult.drafts.models import Chapter, Draft
from consult.drafts.rules.cleaning import clean_block


def import_draft(
    *, actor: Any, chapter: Chapter, language: str, data: bytes, filename: str
) -> Draft:
    """Read a Word file and store its blocks as the chapter's draft in this language.

    The file is read in a limited process and cleaned before the transaction opens, since on
    SQLite an open one keeps all other writers waiting; the one command inside then stores it.
    Only an editor may, and is asked before anything is read. Refuses what `parse_upload` and
    `import_blocks_step` refuse, and then stores nothing.
    """
    require(actor, "drafts.import_draft", chapter.review)
    document = parse_upload(data, filename)
    return store_draft(
        actor=actor,
        chapter=chapter,
        language=language,
        blocks=[clean_block(block) for block in document.blocks],
        source_name=filename,
        source_sha256=hashlib.sha256(data).hexdigest(),
        dropped=document.dropped,
    )
