"""The next version of a chapter is worked out before anything is locked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from uuid import UUID, uuid4

from consult.accounts.permissions import require
from consult.core.languages import name_of
from consult.core.models import SearchEntry
from consult.drafts.actions.carry_anchors import Carriage
from consult.drafts.actions.index_text import searchable_texts
from consult.drafts.models import Chapter, Draft
from consult.drafts.rules.carry import Edition
from consult.drafts.rules.edition import Texts, Translated, compose, translated
from consult.drafts.rules.keys import kept_keys
from consult.drafts.rules.publishing import PublicationOvertaken, PublicationState
from consult.drafts.rules.refusals import NothingToPublish
from consult.drafts.rules.stored import restore_block
from consult.drafts.selectors import (
    TranslationState,
    choices_of,
    languages_to_publish,
    texts_of,
    translation_state,
    translations_of,
)
from consult.drafts.selectors.editions import anchor_ids
from consult.drafts.selectors.publishing import drafts_to_publish, prints_of

Stored = list[dict[str, Any]]


class Tell(Protocol):
    """Who hears how far a publication has come."""

    def __call__(self, *, state: PublicationState, done: int, total: int) -> None:
        """Take note of the state, and of how many of all blocks and anchors are done."""


def _tell_nobody(*, state: PublicationState, done: int, total: int) -> None:
    """Take no note."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A version as it will be written, and what it was planned on: the text in force, the drafts.

    `keys` are those of the blocks, in order; `texts` hold the blocks of each language that comes
    whole, `translations` those of the languages put together block by block, `entries` what the
    search is to find.
    """

    base: UUID | None
    number: int
    drafts: Mapping[UUID, Stored]
    keys: Sequence[UUID]
    texts: Texts
    translations: Translated
    translation_state: TranslationState
    entries: Sequence[SearchEntry]
    carriage: Carriage


def plan_publication(
    *,
    actor: Any,
    chapter: Chapter,
    languages: Sequence[str] | None = None,
    expected: Mapping[str, str] | None = None,
    tell: Tell = _tell_nobody,
) -> Plan:
    """Reads only. Work out the chapter's next version from its drafts and translations.

    `languages` narrows the drafts to these; `expected` names the drafts that must be found, with
    the SHA-256 of each (`print_of`). Aligning and carrying take seconds where there is much, and
    others go on writing; the writer checks that what the plan was made on still stands.

    Only an editor may. Refuses where neither drafts nor translations wait (`NothingToPublish`),
    other drafts than `expected` (`PublicationOvertaken`), a chapter without source text
    (`SourceMissing`) and a draft with other blocks than the source (`StructureDiffers`).
    """
    require(actor, "drafts.publish_version", chapter.review)
    chapter = Chapter.objects.select_related("current", "review").get(pk=chapter.pk)
    drafts = _waiting(chapter, languages, expected)
    aligned = sum(len(draft.blocks) for draft in drafts)
    preparing = partial(
        tell, state=PublicationState.PREPARING, total=aligned + len(anchor_ids(chapter.pk))
    )
    preparing(done=0)
    base, source = chapter.current, chapter.source_language
    old_keys, old_texts = texts_of(base) if base else ([], {})
    texts = compose(source, _restored(drafts), old_texts, name_of)
    kept = kept_keys(old_texts.get(source, ()), old_keys, texts[source])
    state, translations = _translations(chapter, texts, kept)
    preparing(done=aligned)
    keys = [key or uuid4() for key in kept]
    edition = _edition(source, keys, texts, translations)
    carriage = Carriage(chapter, edition)
    carriage.catch_up(lambda done: preparing(done=aligned + done))
    preparing(state=PublicationState.WRITING, done=preparing.keywords["total"])
    return Plan(
        base=base.pk if base else None,
        number=base.number + 1 if base else 1,
        drafts={draft.pk: draft.blocks for draft in drafts},
        keys=keys,
        texts=texts,
        translations=translations,
        translation_state=state,
        entries=searchable_texts(chapter=chapter, texts=edition.texts),
        carriage=carriage,
    )


def _waiting(
    chapter: Chapter, languages: Sequence[str] | None, expected: Mapping[str, str] | None
) -> list[Draft]:
    drafts = drafts_to_publish(chapter, languages)
    if expected is not None and expected != prints_of(drafts):
        raise PublicationOvertaken()
    if not drafts and (languages is not None or not languages_to_publish(chapter)):
        raise NothingToPublish()
    return drafts


def _restored(drafts: Iterable[Draft]) -> Texts:
    return {draft.language: [restore_block(stored) for stored in draft.blocks] for draft in drafts}


def _translations(
    chapter: Chapter, texts: Texts, kept: Sequence[UUID | None]
) -> tuple[TranslationState, Translated]:
    """Put together the languages that do not come whole, and say from which translations.

    Their state is read first, so that one written in between overtakes the plan.
    """
    state = translation_state(chapter)
    chosen = choices_of(chapter, without=texts)
    source = texts[chapter.source_language]
    return state, translated(source, kept, chosen, translations_of(chapter))


def _edition(source: str, keys: Sequence[UUID], texts: Texts, translations: Translated) -> Edition:
    return Edition(
        source_language=source,
        keys=keys,
        texts={
            (key, language): block.text
            for language, text in (*texts.items(), *translations.items())
            for key, block in zip(keys, text, strict=True)
            if block is not None
        },
    )
