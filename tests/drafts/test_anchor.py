"""Marking: words, a block or a chapter; and words that are not there are refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from consult.core.transactions import command
from consult.drafts.actions import make_anchor_step
from consult.drafts.models import Anchor, Draft, Version
from consult.drafts.rules.passage import PassageMismatch
from consult.drafts.rules.refusals import BlockNotThere
from consult.drafts.selectors import blocks_of

pytestmark = pytest.mark.django_db

TEXT = "# Water\n\n𝒲ells run **dry** in March."


@pytest.fixture
def version(draft_of: Callable[..., Draft], publish: Callable[..., Version]) -> Version:
    draft_of(TEXT)
    return publish()


def test_a_passage_keeps_its_words_and_what_stands_round_them(
    version: Version, mark: Callable[..., Anchor]
) -> None:
    anchor = mark(version, 1, "run dry")

    assert (anchor.start, anchor.end, anchor.exact) == (6, 13, "run dry")
    assert (anchor.prefix, anchor.suffix) == ("𝒲ells ", " in March.")
    assert (anchor.version, anchor.language) == (version, "en")


def test_a_block_and_a_chapter_have_no_offsets(
    version: Version, mark: Callable[..., Anchor]
) -> None:
    block, chapter = mark(version, 0), mark(version, None)

    assert (block.block_key, block.start, block.end, block.exact) == (
        blocks_of(version, "en")[0].key,
        None,
        None,
        "",
    )
    assert (chapter.block_key, chapter.start, chapter.end, chapter.exact) == (None, None, None, "")


def test_the_language_is_the_one_that_was_shown(
    version: Version, mark: Callable[..., Anchor]
) -> None:
    assert mark(version, 1, "March", "fr").language == "en"
    assert mark(version, 0, language="fr").language == "en"
    assert mark(version, None, language="fr").language == "en"


@pytest.mark.parametrize(
    "place",
    [
        {"start": 6, "end": 13, "exact": "run wet"},
        {"start": 5, "end": 12, "exact": "run dry"},
        {"start": 6, "end": 6, "exact": ""},
        {"start": 6, "end": 600, "exact": "run dry in March."},
        {"start": 6, "end": None, "exact": "run dry"},
        {"start": None, "end": None, "exact": "run dry"},
        {"start": -3, "end": 2, "exact": "ry"},
    ],
)
def test_words_that_do_not_stand_there_are_refused(version: Version, place: dict[str, Any]) -> None:
    key = blocks_of(version, "en")[1].key

    with pytest.raises(PassageMismatch):
        command(make_anchor_step)(version=version, block_key=key, language="en", **place)

    assert not Anchor.objects.exists()


def test_a_passage_of_no_block_is_refused(version: Version) -> None:
    with pytest.raises(PassageMismatch):
        command(make_anchor_step)(version=version, language="en", start=0, end=2, exact="We")


def test_a_block_of_another_version_is_refused(version: Version) -> None:
    with pytest.raises(BlockNotThere):
        command(make_anchor_step)(version=version, block_key=uuid4(), language="en")
    assert not Anchor.objects.exists()
