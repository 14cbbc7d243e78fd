"""The published text that a copy of a chapter fits best."""

from __future__ import annotations

from collections.abc import Sequence

from consult.drafts.models import Block, BlockText, Chapter, Version
from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.carry import Carrying, Edition
from consult.drafts.rules.fit import Placing, best_fit
from consult.drafts.selectors.text import blocks_of


def fitting_version(chapter: Chapter, copy: Sequence[ParsedBlock]) -> tuple[Version, str]:
    """Return the version, and the language of its text, of which most stands in the copy.

    Of equals the version in force and then the newest, its source language first. The chapter has
    a version. Takes three queries, and never holds more than one block's text of them.
    """
    versions = list(
        chapter.versions.order_by("-number")
        .prefetch_related("renderings")
        .select_related("chapter")
    )
    by_key = {
        (version.pk, rendering.language): version
        for version in versions
        for rendering in sorted(
            version.renderings.all(), key=lambda each: each.language != version.source_language
        )
    }
    rows = BlockText.objects.filter(block__version__chapter=chapter)
    texts = rows.values_list("block__version_id", "language", "text").iterator(chunk_size=500)
    which = best_fit(
        [block.text for block in copy],
        (((version, language), text) for version, language, text in texts),
        list(by_key),
    )
    return by_key[which], which[1]


def placing_in(version: Version, language: str, copy: Sequence[ParsedBlock]) -> Placing:
    """Return what places passages of the copy in a version's text, in two queries."""
    rows = [row for row in blocks_of(version, language) if row.language == language]
    published = [ParsedBlock(row.kind, row.level, row.html, row.text, row.attrs) for row in rows]
    return Placing(copy, [row.key for row in rows], published, language)


def carrying_between(old: Version, new: Version) -> Carrying:
    """Return what carries passages from one version to another, in four queries."""
    return Carrying(_edition(old), _edition(new))


def _edition(version: Version) -> Edition:
    blocks = Block.objects.filter(version=version).order_by("position")
    texts = BlockText.objects.filter(block__version=version)
    return Edition(
        version.source_language,
        list(blocks.values_list("key", flat=True)),
        {
            (key, language): text
            for key, language, text in texts.values_list("block__key", "language", "text")
        },
    )
