"""Of which texts the next version of a chapter is made, and under which keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from consult.drafts.rules.align import align
from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.refusals import SourceMissing, StructureDiffers
from consult.drafts.rules.structure import excerpt, first_difference

Texts = dict[str, Sequence[ParsedBlock]]
K = TypeVar("K")


def compose(
    source_language: str,
    drafts: Mapping[str, Sequence[ParsedBlock]],
    current: Mapping[str, Sequence[ParsedBlock]],
    name_of: Callable[[str], str],
) -> Texts:
    """Return the texts of the next version by language, the source language's first.

    `drafts` are the new texts, `current` those of the version in force. A language without a new
    text keeps its present one where the source text stays as it is; where the source changes, a
    translation of the old one would say something else and is left out until it comes anew.

    Raises `SourceMissing` where there is neither a new nor a present source text, and
    `StructureDiffers`, with the language's name by `name_of`, where a translation is not the
    same blocks in the same order as the source.
    """
    source = drafts.get(source_language) or current.get(source_language)
    if not source:
        raise SourceMissing(source=name_of(source_language))
    texts: Texts = {source_language: source}
    if is_same_text(source, current.get(source_language, ())):
        texts |= current
        texts[source_language] = source
    texts |= drafts
    for language in sorted(texts.keys() - {source_language}):
        _check_structure(source_language, source, language, texts[language], name_of)
    return texts


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


def kept_keys(
    old: Sequence[ParsedBlock], keys: Sequence[K], new: Sequence[ParsedBlock]
) -> list[K | None]:
    """Return for each new block the key of the old block that it continues, or None.

    `keys` are those of the old blocks. A text that did not change keeps all its keys in place.
    """
    known = {index: index for index in range(len(new))} if is_same_text(old, new) else None
    matches = align(old, new, known=known)
    return [None if match.old_index is None else keys[match.old_index] for match in matches]
