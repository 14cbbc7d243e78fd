"""The texts of a new version are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from consult.core.transactions import step
from consult.drafts.models import Block, BlockText, Rendering, TextState, Version
from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.canonical import RenderedBlock, rendering_sha256
from consult.drafts.rules.edition import Translated, TranslatedBlock
from consult.drafts.rules.translating import State


@step
def write_texts_step(
    *,
    version: Version,
    keys: Sequence[UUID],
    texts: Mapping[str, Sequence[ParsedBlock]],
    translations: Translated | None = None,
) -> list[Rendering]:
    """Write the blocks of a new version, their texts, and the hash of each language.

    What a block is (kind, level, attributes) is taken from the source language. A block that a
    language of `translations` lacks gets no text in it: readers see the source's, and the hash is
    over that. The renderings come in the order of `texts`, then of `translations`.
    """
    source = texts[version.source_language]
    blocks = Block.objects.bulk_create(
        Block(
            version=version,
            key=key,
            position=position,
            kind=block.kind,
            level=block.level,
            attrs=dict(block.attrs),
        )
        for position, (key, block) in enumerate(zip(keys, source, strict=True))
    )
    worded = {
        **{language: list(map(_whole, text)) for language, text in texts.items()},
        **(translations or {}),
    }
    _write_words(blocks, worded)
    return Rendering.objects.bulk_create(
        Rendering(
            version=version,
            language=language,
            sha256=rendering_sha256(
                version.chapter.slug,
                version.number,
                language,
                version.source_language,
                [
                    _rendered(version, row, block, whole)
                    for row, block, whole in zip(blocks, text, source, strict=True)
                ],
            ),
        )
        for language, text in worded.items()
    )


def _write_words(
    blocks: Sequence[Block], worded: Mapping[str, Sequence[TranslatedBlock | None]]
) -> None:
    rows = BlockText.objects.bulk_create(
        BlockText(block=row, language=language, html=block.html, text=block.text)
        for language, text in worded.items()
        for row, block in zip(blocks, text, strict=True)
        if block is not None
    )
    states = (block.state for text in worded.values() for block in text if block is not None)
    TextState.objects.bulk_create(
        TextState(text=row, state=state)
        for row, state in zip(rows, states, strict=True)
        if state is not State.REVIEWED
    )


def _whole(block: ParsedBlock) -> TranslatedBlock | None:
    return TranslatedBlock(block.html, block.text, State.REVIEWED)


def _rendered(
    version: Version, row: Block, block: TranslatedBlock | None, source: ParsedBlock
) -> RenderedBlock:
    place = (str(row.key), row.kind, row.level)
    if block is None:
        return RenderedBlock(*place, source.html, row.attrs, language=version.source_language)
    state = "" if block.state is State.REVIEWED else block.state.value
    return RenderedBlock(*place, block.html, row.attrs, state=state)
