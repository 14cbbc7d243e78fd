"""Pairing a translated file with its source: what is left out or added, and what never pairs."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from consult.drafts.rules.blocks import BlockKind, ParsedBlock, block_text
from consult.drafts.rules.markdown import parse_markdown
from consult.drafts.rules.pairing import Pair, pair_blocks

TEXTS = Path("consult/portal/demonstration/chapters/policy-and-enabling-environment")
SHORT = st.lists(
    st.builds(
        lambda kind, text: ParsedBlock(kind, 0, text, text),
        st.sampled_from([BlockKind.PARAGRAPH, BlockKind.LIST_ITEM]),
        st.text("ab 1", max_size=12),
    ),
    max_size=8,
)


def _blocks(language: str) -> list[ParsedBlock]:
    return parse_markdown((TEXTS / f"{language}.v1.md").read_text(encoding="utf-8"))


def _pairs(pairs: list[Pair]) -> list[tuple[int | None, int | None]]:
    return [(pair.source, pair.translation) for pair in pairs]


def test_a_faithful_translation_pairs_block_by_block_in_every_script() -> None:
    source = _blocks("en")
    for language in ("fr", "ar", "ka"):
        pairs = pair_blocks(source, _blocks(language))
        assert _pairs(pairs) == [(index, index) for index in range(len(source))]
        assert sum(pair.likely for pair in pairs) > 0.8 * len(pairs)


def test_what_was_left_out_or_added_stands_alone_and_the_rest_still_pairs() -> None:
    source, whole = _blocks("en"), _blocks("ar")
    for seed in range(20):
        draw = random.Random(seed)
        gone = set(draw.sample(range(len(whole)), 4))
        kept = [index for index in range(len(whole)) if index not in gone]
        note = "ملاحظة من المترجم " * 6
        extra = ParsedBlock(BlockKind.PARAGRAPH, 0, note, note)
        place = draw.randrange(len(kept))
        translation = [whole[index] for index in kept]
        translation.insert(place, extra)
        found = {pair for pair in _pairs(pair_blocks(source, translation)) if None not in pair}
        right = {(index, at + (at >= place)) for at, index in enumerate(kept)}
        assert len(found & right) >= len(right) - 4
        assert len(found - right) <= 4


def test_digits_of_another_script_are_the_same_numbers() -> None:
    def block(text: str) -> ParsedBlock:
        return ParsedBlock(BlockKind.PARAGRAPH, 0, text, text)

    source = [block("In 2021 there were 12 wells."), block("In 2025 there were 40 wells.")]
    assert _pairs(pair_blocks(source, [block("في ٢٠٢٥ كانت هناك ٤٠ بئرا.")])) == [
        (0, None),
        (1, 0),
    ]


def test_other_kinds_never_pair() -> None:
    row = "<td>a</td>\t<td>b</td>"
    source = [ParsedBlock(BlockKind.TABLE_ROW, 0, row, block_text(row))]
    translation = [ParsedBlock(BlockKind.PARAGRAPH, 0, "a b", "a b")]
    assert set(_pairs(pair_blocks(source, translation))) == {(0, None), (None, 0)}


@given(SHORT, SHORT)
def test_every_block_comes_once_and_in_order(
    source: list[ParsedBlock], translation: list[ParsedBlock]
) -> None:
    pairs = pair_blocks(source, translation)
    assert [p.source for p in pairs if p.source is not None] == list(range(len(source)))
    told = [p.translation for p in pairs if p.translation is not None]
    assert told == list(range(len(translation)))
    assert pairs == pair_blocks(source, translation)
