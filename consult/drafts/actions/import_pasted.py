"""Formatted text pasted from Word or a browser becomes a draft that waits to be checked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from consult.accounts.permissions import require
from consult.core.transactions import command
from consult.drafts.actions.parse_upload import parse_pasted
from consult.drafts.actions.store_draft import store_draft_step
from consult.drafts.models import Chapter, Draft
from consult.drafts.rules.cleaning import clean_block
from consult.drafts.rules.refusals import DraftEmpty, PastedRefused
from consult.drafts.rules.upload import FileEmpty, UploadRefused


def _read_first(store: Callable[..., Draft]) -> Callable[..., Draft]:
    """Read and clean the text before `store` opens its transaction, as `import_draft` does."""

    @wraps(store)
    def read(*, actor: Any, chapter: Chapter, language: str, html: str) -> Draft:
        require(actor, "drafts.import_draft", chapter.review)
        try:
            document = parse_pasted(html)
        except FileEmpty:
            raise DraftEmpty() from None
        except UploadRefused as refusal:
            raise PastedRefused() from refusal
        return store(
            actor=actor,
            chapter=chapter,
            language=language,
            blocks=[clean_block(block) for block in document.blocks],
            source_name="",
            source_sha256=hashlib.sha256(html.encode("utf-8", "replace")).hexdigest(),
            dropped=document.dropped,
        )

    return read


@_read_first
@command
def import_pasted(**draft: Any) -> Draft:
    """Read the HTML of a clipboard and store its blocks as the chapter's draft in a language.

    Takes `actor`, `chapter`, `language` and `html`, which is read in a limited process. Only an
    editor may, and is asked before anything is read. Refuses what cannot be read with its
    formatting (`PastedRefused`) and what `import_blocks_step` refuses, and then stores nothing.
    """
    return store_draft_step(**draft)
