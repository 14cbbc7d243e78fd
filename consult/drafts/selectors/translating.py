"""What a translator works on: the blocks of a chapter beside their translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from consult.core.errors import NotThere
from consult.drafts.models import (
    BlockText,
    BlockTranslation,
    Chapter,
    ChapterLanguage,
    FormerTranslation,
)
from consult.drafts.rules.blocks import BlockKind, ParsedBlock
from consult.drafts.rules.markup import renumbered
from consult.drafts.rules.refusals import BlockNotThere
from consult.drafts.rules.translating import (
    Progress,
    Publishes,
    State,
    Stored,
    Translation,
    needs_translation,
    progress,
    state_of,
)
from consult.drafts.selectors.translations import (
    check_language,
    choices_of,
    sources_of,
    target_languages,
)


@dataclass(frozen=True, slots=True)
class TranslationRow:
    """A block of the source, its number counted from 1, and its translation as it now stands.

    `html` bears the note numbers of the present source. `saved` is the row behind it, if any.
    """

    number: int
    key: UUID
    source: ParsedBlock
    state: State
    html: str
    saved: BlockTranslation | None

    @property
    def revision(self) -> int:
        """Return the revision that a page shows, 0 where there is none."""
        return self.saved.revision if self.saved else 0


@dataclass(frozen=True, slots=True)
class Translating:
    """A chapter in one language, and how far it is."""

    chapter: Chapter
    language: str
    rows: list[TranslationRow]
    progress: Progress
    publishes: Publishes

    def chosen(self, state: State | None) -> list[TranslationRow]:
        """Return the rows in a state, all of them where none is named."""
        if state is None:
            return self.rows
        return [row for row in self.rows if row.state is state and needs_translation(row.source)]

    def row_of(self, key: UUID) -> TranslationRow:
        """Return the row of a block; raises `BlockNotThere`."""
        for row in self.rows:
            if row.key == key:
                return row
        raise BlockNotThere()

    def neighbours(
        self, row: TranslationRow, state: State | None
    ) -> tuple[TranslationRow | None, TranslationRow | None]:
        """Return the rows before and after this one among those in a state."""
        chosen = self.chosen(state)
        before = [other for other in chosen if other.number < row.number]
        after = [other for other in chosen if other.number > row.number]
        return (before[-1] if before else None, after[0] if after else None)


@dataclass(frozen=True, slots=True)
class LanguageProgress:
    """How far a chapter is in one language, and what of it is published."""

    language: str
    progress: Progress
    publishes: Publishes


def chapter_to_translate(review_slug: str, chapter_slug: str) -> Chapter:
    """Return a chapter with its review and current version, in one query; raises `NotThere`."""
    try:
        return Chapter.objects.select_related("review", "current").get(
            review__slug=review_slug, slug=chapter_slug
        )
    except Chapter.DoesNotExist:
        raise NotThere() from None


def translating(chapter: Chapter, language: str) -> Translating:
    """Return the blocks of the current version with their translations, in three queries.

    Raises `NotATranslationLanguage`. A chapter that is not published has no rows.
    """
    check_language(chapter, language)
    saved = {
        row.block_key: row
        for row in BlockTranslation.objects.filter(
            chapter=chapter, language=language
        ).select_related("written_by")
    }
    rows = [
        _row(number, key, source, saved.get(key))
        for number, (key, source) in enumerate(sources_of(chapter), start=1)
    ]
    return Translating(
        chapter=chapter,
        language=language,
        rows=rows,
        progress=progress((row.source, row.state) for row in rows),
        publishes=choices_of(chapter).get(language, Publishes.NOTHING),
    )


def _row(
    number: int, key: UUID, source: ParsedBlock, saved: BlockTranslation | None
) -> TranslationRow:
    if saved is None:
        return TranslationRow(number, key, source, State.MISSING, "", None)
    known = Translation(saved.html, Stored(saved.state), saved.source_html)
    html = renumbered(saved.html, saved.source_html, source.html)
    return TranslationRow(number, key, source, state_of(source, known), html, saved)


def former_translations(translation: BlockTranslation | None) -> list[FormerTranslation]:
    """Return what a translation was before, the latest first, in one query."""
    if translation is None:
        return []
    return list(translation.former.select_related("written_by").order_by("-revision"))


def progress_of(chapters: Sequence[Chapter]) -> dict[UUID, list[LanguageProgress]]:
    """Return how far each published chapter is in each language, in three queries for any number.

    The chapters come with their review.
    """
    sources: dict[UUID, dict[UUID, ParsedBlock]] = defaultdict(dict)
    own = {chapter.current_id: chapter for chapter in chapters if chapter.current_id}
    texts = BlockText.objects.filter(block__version_id__in=own)
    for version, key, kind, language, html, text in texts.values_list(
        "block__version_id", "block__key", "block__kind", "language", "html", "text"
    ):
        chapter = own[version]
        if language == chapter.source_language:
            sources[chapter.pk][key] = ParsedBlock(BlockKind(kind), 0, html, text)
    known: dict[tuple[UUID, str], dict[UUID, Translation]] = defaultdict(dict)
    for chapter_id, language, key, html, state, source in BlockTranslation.objects.filter(
        chapter__in=sources
    ).values_list("chapter_id", "language", "block_key", "html", "state", "source_html"):
        known[chapter_id, language][key] = Translation(html, Stored(state), source)
    chosen = {
        (row.chapter_id, row.language): Publishes(row.publishes)
        for row in ChapterLanguage.objects.filter(chapter__in=sources)
    }
    return {
        chapter.pk: [
            LanguageProgress(
                language,
                progress(
                    (block, state_of(block, known[chapter.pk, language].get(key)))
                    for key, block in sources[chapter.pk].items()
                ),
                chosen.get((chapter.pk, language), Publishes.NOTHING),
            )
            for language in target_languages(chapter)
        ]
        for chapter in own.values()
    }
