"""Every anchor has one placement in each later version, and is itself never rewritten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from consult.drafts.actions.carry_anchors import Carriage
from consult.drafts.models import Anchor, Draft, Placement, Version
from consult.drafts.selectors import blocks_of
from consult.drafts.selectors.editions import edition_of

pytestmark = pytest.mark.django_db

FIRST = """# Water

Rural households fetch water from wells that run dry in March.

Cities pay less for water than villages do.

The ministry publishes prices every year.

Schools teach how to save water.
"""


def _placed(anchor: Anchor, version: Version) -> tuple[Any, ...]:
    found = Placement.objects.get(anchor=anchor, version=version)
    return found.outcome, found.block_key, found.start, found.end


def test_each_outcome(
    draft_of: Callable[..., Draft], publish: Callable[..., Version], mark: Callable[..., Anchor]
) -> None:
    draft_of(FIRST)
    first = publish()
    keys = [row.key for row in blocks_of(first, "en")]
    whole_chapter = mark(first, None)
    whole_heading = mark(first, 0)
    kept = mark(first, 1, "run dry in March")
    shifted = mark(first, 2, "villages")
    edited = mark(first, 2, "pay less for water")
    gone = mark(first, 3, "prices")
    before = list(Anchor.objects.order_by("pk").values())

    draft_of(
        """# Water

Rural households fetch water from wells that run dry in March.

All large cities pay far less for water than villages do.

Schools teach how to save water.
"""
    )
    second = publish()

    text = blocks_of(second, "en")[2].text
    at = text.index("villages")
    assert _placed(whole_chapter, second) == ("unchanged", None, None, None)
    assert _placed(whole_heading, second) == ("unchanged", keys[0], None, None)
    assert _placed(kept, second) == ("unchanged", keys[1], kept.start, kept.end)
    assert _placed(shifted, second) == ("moved", keys[2], at, at + len("villages"))
    outcome, key, start, end = _placed(edited, second)
    assert (outcome, key, text[start:end]) == ("changed", keys[2], "pay far less for water")
    assert _placed(gone, second) == ("removed", None, None, None)
    assert list(Anchor.objects.order_by("pk").values()) == before


def test_a_block_that_stands_elsewhere_has_moved_with_its_passages(
    draft_of: Callable[..., Draft], publish: Callable[..., Version], mark: Callable[..., Anchor]
) -> None:
    paragraphs = FIRST.strip().split("\n\n")
    draft_of(FIRST)
    first = publish()
    passage, whole, other = mark(first, 4, "save water"), mark(first, 4), mark(first, 2)

    draft_of("\n\n".join([paragraphs[0], paragraphs[4], *paragraphs[1:4]]))
    second = publish()

    assert _placed(passage, second) == ("moved", passage.block_key, passage.start, passage.end)
    assert _placed(whole, second) == ("moved", whole.block_key, None, None)
    assert _placed(other, second)[0] == "unchanged"


def test_a_removed_passage_comes_back_only_with_its_words_and_that_is_stated(
    draft_of: Callable[..., Draft], publish: Callable[..., Version], mark: Callable[..., Anchor]
) -> None:
    draft_of(FIRST)
    first = publish()
    anchor = mark(first, 3, "prices")
    draft_of(FIRST.replace("The ministry publishes prices every year.\n\n", ""))
    second = publish()
    draft_of(FIRST)
    third = publish()

    key = blocks_of(third, "en")[3].key
    assert _placed(anchor, second)[0] == "removed"
    assert _placed(anchor, third) == ("moved", key, anchor.start, anchor.end)
    matches = anchor.placements.order_by("version__number").values_list("match", flat=True)
    assert list(matches) == ["gone", "returned"]


def test_an_anchor_on_a_block_that_lost_its_translation_stands_on_the_block(
    draft_of: Callable[..., Draft], publish: Callable[..., Version], mark: Callable[..., Anchor]
) -> None:
    draft_of("# Water\n\nCities pay less.")
    draft_of("# L’eau\n\nLes villes paient moins.", "fr")
    first = publish()
    same, changed = mark(first, 0, "L’eau", "fr"), mark(first, 1, "moins", "fr")

    draft_of("# Water\n\nCities pay a little less.")
    second = publish()

    assert _placed(same, second) == ("unchanged", same.block_key, 0, 5)
    assert _placed(changed, second) == ("changed", changed.block_key, None, None)


@pytest.mark.parametrize("anchors", [1, 30])
def test_carrying_takes_the_same_queries_for_any_number(
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
    mark: Callable[..., Anchor],
    django_assert_num_queries: Any,
    anchors: int,
) -> None:
    draft_of(FIRST)
    first = publish()
    draft_of(FIRST.replace("run dry", "fall dry"))
    second = publish()
    for _ in range(anchors):
        mark(first, 1, "run dry")

    carriage = Carriage(second.chapter, edition_of(second))

    with django_assert_num_queries(7):
        assert carriage.catch_up() == anchors
    with django_assert_num_queries(2):
        assert carriage.catch_up() == 0

    assert {placed.carried.outcome for placed in carriage.placed.values()} == {"changed"}
