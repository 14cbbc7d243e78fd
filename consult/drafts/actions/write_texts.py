"""The texts of a new version are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from consult.core.transactions import step
from consult.drafts.models import Block, BlockText, Rendering, Version
from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.canonical import RenderedBlock, rendering_sha256


@step
def write_texts_step(
    *, version: Version, keys: Sequence[UUID], texts: Mapping[str, Sequence[ParsedBlock]]
) -> list[Rendering]:
    """Write the blocks of a new version, their texts, and the hash of each language.

    What a block is (kind, level, attributes) is taken from the source language. The renderings
    come in the order of `texts`.
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
    BlockText.objects.bulk_create(
        BlockText(block=row, language=language, html=block.html, text=block.text)
        for language, text in texts.items()
        for row, block in zip(blocks, text, strict=True)
    )
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
                    RenderedBlock(str(row.key), row.kind, row.level, block.html, row.attrs)
                    for row, block in zip(blocks, text, strict=True)
                ],
            ),
        )
        for language, text in texts.items()
    )
