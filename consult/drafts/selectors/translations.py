"""A chapter's translations, as publishing and translators need them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from uuid import UUID

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from consult.drafts.models import (
    Block,
    BlockText,
    BlockTranslation,
    Chapter,
    ChapterLanguage,
    Version,
)
from consult.drafts.rules.blocks import BlockKind, ParsedBlock
from consult.drafts.rules.edition import Translated, translated
from consult.drafts.rules.refusals import BlockNotThere, NotATranslationLanguage
from consult.drafts.rules.translating import Publishes, State, Stored, Translation

Sources = list[tuple[UUID, ParsedBlock]]


def target_languages(chapter: Chapter) -> list[str]:
    """Return the languages of the review into which the chapter is translated."""
    return [code for code in chapter.review.languages if code != chapter.source_language]


def check_language(chapter: Chapter, language: str) -> None:
    """Raise `NotATranslationLanguage` unless the chapter is translated into this language."""
    if language not in target_languages(chapter):
        raise NotATranslationLanguage()


def sources_of(chapter: Chapter) -> Sources:
    """Return the current version's blocks in the source language, in order, in one query."""
    texts = BlockText.objects.filter(
        block__version=chapter.current, language=chapter.source_language
    ).order_by("block__position")
    return [
        (key, ParsedBlock(BlockKind(kind), level, html, text, attrs))
        for key, kind, level, attrs, html, text in texts.values_list(
            "block__key", "block__kind", "block__level", "block__attrs", "html", "text"
        )
    ]


def source_block(chapter: Chapter, key: UUID) -> ParsedBlock:
    """Return one block of the current version in the source language; raises `BlockNotThere`."""
    text = (
        BlockText.objects.filter(
            block__version=chapter.current,
            block__key=key,
            language=chapter.source_language,
        )
        .select_related("block")
        .first()
    )
    if text is None:
        raise BlockNotThere()
    block: Block = text.block
    return ParsedBlock(BlockKind(block.kind), block.level, text.html, text.text, block.attrs)


def translations_of(
    chapter: Chapter, languages: Iterable[str] | None = None
) -> dict[str, dict[UUID, Translation]]:
    """Return the chapter's translations by language and block, in one query."""
    rows = BlockTranslation.objects.filter(chapter=chapter)
    if languages is not None:
        rows = rows.filter(language__in=languages)
    found: dict[str, dict[UUID, Translation]] = defaultdict(dict)
    for language, key, html, state, source in rows.values_list(
        "language", "block_key", "html", "state", "source_html"
    ):
        found[language][key] = Translation(html, Stored(state), source)
    return found


def choices_of(chapter: Chapter, without: Container[str] = ()) -> dict[str, Publishes]:
    """Return what of each language an editor wants published, in one query.

    Without those in `without`, which come whole. A language that the review has left is none.
    """
    rows = ChapterLanguage.objects.filter(chapter=chapter).values_list("language", "publishes")
    offered = target_languages(chapter)
    return {
        language: Publishes(publishes)
        for language, publishes in rows
        if language in offered and language not in without
    }


TranslationState = tuple[tuple[int, int], tuple[tuple[str, str], ...]]


def translation_state(chapter: Chapter) -> TranslationState:
    """Return what changes with every write to the chapter's translations, in two queries.

    Their number with the sum of their revisions, and what of each language is published.
    """
    sums = BlockTranslation.objects.filter(chapter=chapter).aggregate(
        rows=Count("pk"), revisions=Coalesce(Sum("revision"), 0)
    )
    chosen = ChapterLanguage.objects.filter(chapter=chapter).order_by("language")
    return (
        (sums["rows"], sums["revisions"]),
        tuple(chosen.values_list("language", "publishes")),
    )


def languages_to_publish(chapter: Chapter) -> list[str]:
    """Return the languages that would read otherwise in a next version with the same source.

    In four queries; none where nothing is published yet.
    """
    if chapter.current is None:
        return []
    sources = sources_of(chapter)
    keys = [key for key, _block in sources]
    planned = translated(
        [block for _key, block in sources], keys, choices_of(chapter), translations_of(chapter)
    )
    published = _published(chapter.current)
    coming = _by_language(keys, planned)
    return sorted(
        language
        for language in published.keys() | coming.keys()
        if published.get(language) != coming.get(language)
    )


Said = dict[str, dict[UUID, tuple[str, str]]]


def _published(version: Version) -> Said:
    found: Said = defaultdict(dict)
    rows = BlockText.objects.filter(block__version=version).exclude(
        language=version.source_language
    )
    for language, key, html, state in rows.values_list(
        "language", "block__key", "html", "unreviewed__state"
    ):
        found[language][key] = (html, state or State.REVIEWED.value)
    return found


def _by_language(keys: list[UUID], planned: Translated) -> Said:
    return {
        language: {
            key: (block.html, block.state.value)
            for key, block in zip(keys, text, strict=True)
            if block is not None
        }
        for language, text in planned.items()
    }
