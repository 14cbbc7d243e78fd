"""A Word file becomes a draft that waits to be checked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from consult.accounts.permissions import require
from consult.core.transactions import command
from consult.drafts.actions.parse_upload import parse_upload
from consult.drafts.actions.store_draft import store_draft_step
from consult.drafts.models import Chapter, Draft
from consult.drafts.rules.cleaning import clean_block


def _read_first(store: Callable[..., Draft]) -> Callable[..., Draft]:
    """Read and clean the file before `store` opens its transaction.

    On SQLite an open transaction keeps all other writers waiting, and reading a large file takes
    seconds.
    """

    @wraps(store)
    def read(*, actor: Any, chapter: Chapter, language: str, data: bytes, filename: str) -> Draft:
        require(actor, "drafts.import_draft", chapter.review)
        document = parse_upload(data, filename)
        return store(
            actor=actor,
            chapter=chapter,
            language=language,
            blocks=[clean_block(block) for block in document.blocks],
            source_name=filename,
            source_sha256=hashlib.sha256(data).hexdigest(),
            dropped=document.dropped,
            pictures=document.pictures,
        )

    return read


@_read_first
@command
def import_draft(**draft: Any) -> Draft:
    """Read a Word file and store its blocks as the chapter's draft in a language.

    Takes `actor`, `chapter`, `language`, `data` (bytes) and `filename`. The file is read in a
    limited process. Only an editor may, and is asked before anything is read. Refuses what
    `parse_upload` and `import_blocks_step` refuse, and then stores nothing.
    """
    return store_draft_step(**draft)
