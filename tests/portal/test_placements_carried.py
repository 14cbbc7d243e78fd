"""A further version starts from what editors decided about the one before."""

from __future__ import annotations

from typing import Any

import pytest

from consult.comments.models import Comment
from consult.drafts.models import BlockText, Chapter, Placement, PlacementDecision
from tests.comments.scene import passage_of, publish_text
from tests.portal.doubts import THIRD, islands, second, settle, standing

__all__ = ["islands", "second"]

pytestmark = pytest.mark.django_db


def test_a_further_version_starts_from_what_was_decided(
    second: Chapter, islands: Comment, post: Any, judge: Any, editor: Any
) -> None:
    other = post("Gone for good", anchor_at=passage_of(second, 0))
    settle(
        editor,
        second,
        islands,
        "placed",
        block_key=passage_of(second, 2).block_key,
        words="in public",
    )
    third = publish_text(editor, second, THIRD)

    placed = Placement.objects.get(anchor=islands.anchor_id, version=third)
    text = BlockText.objects.get(block__version=third, block__key__in=[placed.block_key]).text
    assert (placed.outcome, text[placed.start : placed.end]) == ("changed", "in public")
    assert placed.decision == PlacementDecision.objects.get()
    assert standing(islands) == (placed.block_key, "changed", False)
    assert Placement.objects.get(anchor=other.anchor_id, version=third).decision is None


def test_what_was_confirmed_as_gone_is_not_asked_again(
    second: Chapter, islands: Comment, editor: Any
) -> None:
    settle(editor, second, islands, "removed")
    third = publish_text(editor, second, THIRD)

    placed = Placement.objects.get(anchor=islands.anchor_id, version=third)
    assert (placed.outcome, placed.match) == ("removed", "confirmed")
    assert standing(islands) == (None, "removed", False)
    second.refresh_from_db()
    assert second.unsettled == 0


def test_a_decision_taken_back_is_no_start(second: Chapter, islands: Comment, editor: Any) -> None:
    settle(editor, second, islands, "placed", block_key=passage_of(second, 1).block_key)
    settle(editor, second, islands, "undone", seen=1)
    third = publish_text(editor, second, THIRD)

    placed = Placement.objects.get(anchor=islands.anchor_id, version=third)
    assert (placed.outcome, placed.decision) == ("removed", None)
    assert standing(islands) == (None, "removed", True)
