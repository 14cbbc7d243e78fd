"""Blocks, however they were read, become a draft that waits to be checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from consult.core.transactions import command, step
from consult.drafts.actions.store_draft import store_draft_step
from consult.drafts.models import Chapter, Draft
from consult.drafts.rules.blocks import Dropped, ParsedBlock
from consult.drafts.rules.cleaning import clean_block


@step
def import_blocks_step(
    *,
    actor: Any,
    chapter: Chapter,
    language: str,
    blocks: Sequence[ParsedBlock],
    source_name: str,
    source_sha256: str,
    dropped: Sequence[Dropped] = (),
) -> Draft:
    """Clean blocks and store them as the chapter's draft: see `store_draft_step`.

    Also refuses characters that cannot be stored (`TextRefused`).
    """
    return store_draft_step(
        actor=actor,
        chapter=chapter,
        language=language,
        blocks=[clean_block(block) for block in blocks],
        source_name=source_name,
        source_sha256=source_sha256,
        dropped=dropped,
    )


@command
def import_blocks(**arguments: Any) -> Draft:
    """Store blocks as a draft: see `import_blocks_step`."""
    return import_blocks_step(**arguments)
