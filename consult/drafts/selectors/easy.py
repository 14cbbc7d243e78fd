"""The easy-to-read texts of a chapter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consult.core.errors import NotThere
from consult.drafts.models import Chapter, EasyRendering, EasyText, Version
from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.easy import easy_document, easy_tag
from consult.drafts.rules.stored import restore_block, store_block
from consult.drafts.selectors.text import BlockRow


def easy_languages(chapter: Chapter) -> list[str]:
    """Return the languages in which an easy-to-read text is published, in one query."""
    rows = EasyRendering.objects.filter(version__chapter=chapter)
    return sorted(set(rows.values_list("language", flat=True)))


def easy_rendering(chapter: Chapter, language: str) -> EasyRendering:
    """Return the latest edition in a language, of whatever version; raises `NotThere`."""
    found = (
        EasyRendering.objects.filter(version__chapter=chapter, language=language)
        .select_related("version")
        .order_by("-version__number", "-edition")
        .first()
    )
    if found is None:
        raise NotThere()
    return found


def easy_text(chapter: Chapter, language: str) -> EasyText | None:
    """Return what editors work on in a language, if there is anything."""
    return EasyText.objects.filter(chapter=chapter, language=language).first()


def easy_rows(rendering: EasyRendering) -> list[BlockRow]:
    """Return the text's own blocks as readers see them."""
    return [
        BlockRow(
            UUID(stored["key"]),
            position,
            block.kind,
            block.level,
            block.attrs,
            block.html,
            block.text,
            easy_tag(rendering.language),
        )
        for position, (stored, block) in enumerate(
            (stored, restore_block(stored)) for stored in rendering.blocks
        )
    ]


def easy_rendering_document(rendering: EasyRendering) -> dict[str, Any]:
    """Return the canonical object whose SHA-256 names the text; its version has its chapter."""
    version = rendering.version
    return easy_document(
        version.chapter.slug,
        version.number,
        rendering.language,
        version.source_language,
        [(stored["key"], restore_block(stored)) for stored in rendering.blocks],
    )


def same_as_published(version: Version, language: str, blocks: Sequence[ParsedBlock]) -> bool:
    """Say whether the version's latest edition in a language has just these blocks."""
    last = version.easy_renderings.filter(language=language).order_by("-edition").first()
    if last is None:
        return False
    said = [{name: stored[name] for name in stored if name != "key"} for stored in last.blocks]
    return said == [store_block(block) for block in blocks]
