"""Of which texts the next version of a chapter is made, and under which keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from consult.drafts.rules.blocks import ParsedBlock, block_text
from consult.drafts.rules.markup import renumbered
from consult.drafts.rules.refusals import SourceMissing, StructureDiffers
from consult.drafts.rules.structure import excerpt, first_difference
from consult.drafts.rules.translating import (
    ALLOWED,
    Publishes,
    State,
    Translation,
    needs_translation,
    state_of,
)

Texts = dict[str, Sequence[ParsedBlock]]
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class TranslatedBlock:
    """The words of a block in another language, and whether a person has gone over them."""

    html: str
    text: str
    state: State


Translated = dict[str, list[TranslatedBlock | None]]
"""By language and in the order of the source: None where the source's words are shown."""


def compose(
    source_language: str,
    drafts: Mapping[str, Sequence[ParsedBlock]],
    current: Mapping[str, Sequence[ParsedBlock]],
    name_of: Callable[[str], str],
) -> Texts:
    """Return the whole texts of the next version by language, the source language's first.

    `drafts` are the new texts, `current` those of the version in force, of which the source text
    stays where it does not come anew. Languages without a new text are put together block by
    block: see `translated`.

    Raises `SourceMissing` where there is neither a new nor a present source text, and
    `StructureDiffers`, with the language's name by `name_of`, where a translation is not the
    same blocks in the same order as the source.
    """
    source = drafts.get(source_language) or current.get(source_language)
    if not source:
        raise SourceMissing(source=name_of(source_language))
    texts: Texts = {source_language: source, **drafts}
    for language in sorted(texts.keys() - {source_language}):
        _check_structure(source_language, source, language, texts[language], name_of)
    return texts


def translated(
    source: Sequence[ParsedBlock],
    keys: Sequence[K | None],
    chosen: Mapping[str, Publishes],
    translations: Mapping[str, Mapping[K, Translation]],
) -> Translated:
    """Return, for each language that `chosen` publishes, what stands of it in the next version.

    `keys` are those of the source's blocks, None for a new one. A block is published in a
    language where its translation is in a state that the choice allows (`ALLOWED`) and fits the
    source as it now reads; elsewhere the source's words are shown, and so is a block without
    words as it is. References to notes bear the numbers that the source gives them. A language in
    which no words at all could be shown is left out.
    """
    texts: Translated = {}
    for language in sorted(chosen):
        known = translations.get(language, {})
        text = [
            _fitting(block, None if key is None else known.get(key), ALLOWED[chosen[language]])
            for block, key in zip(source, keys, strict=True)
        ]
        if any(map(_has_own_words, source, text)):
            texts[language] = text
    return texts


def _fitting(
    source: ParsedBlock, translation: Translation | None, allowed: frozenset[State]
) -> TranslatedBlock | None:
    state = state_of(source, translation)
    if translation is None or state not in allowed:
        wordless = not needs_translation(source)
        return TranslatedBlock(source.html, source.text, State.REVIEWED) if wordless else None
    html = renumbered(translation.html, translation.source_html, source.html)
    return TranslatedBlock(html, block_text(html), state)


def _has_own_words(source: ParsedBlock, block: TranslatedBlock | None) -> bool:
    return block is not None and needs_translation(source)


def is_same_text(one: Sequence[ParsedBlock], two: Sequence[ParsedBlock]) -> bool:
    """Say whether two texts are the same blocks with the same markup."""
    return len(one) == len(two) and all(
        (a.kind, a.level, a.html, a.attrs.get("picture"))
        == (b.kind, b.level, b.html, b.attrs.get("picture"))
        for a, b in zip(one, two, strict=True)
    )


def _check_structure(
    source_language: str,
    source: Sequence[ParsedBlock],
    language: str,
    text: Sequence[ParsedBlock],
    name_of: Callable[[str], str],
) -> None:
    index = first_difference(source, text)
    if index is None:
        return
    differing = text[index] if index < len(text) else source[index]
    raise StructureDiffers(
        language=name_of(language),
        source=name_of(source_language),
        number=index + 1,
        excerpt=excerpt(differing),
    )
