"""A passage that left the text, and short ways to decide about it."""

from __future__ import annotations

from typing import Any

import pytest

from consult.comments.models import Comment
from consult.drafts.models import Chapter
from consult.drafts.rules.settling import Verdict
from consult.portal.actions import settle_passage
from tests.comments.scene import passage_of, publish_text

# Two passages leave the text: a whole paragraph, and words of one that stays.
SECOND = """# Introduction

The review covers the years 2021 to 2025 in all regions.

Seven councils met in public.
"""
THIRD = SECOND.replace("in public", "in public and wrote minutes")


@pytest.fixture
def islands(chapter: Chapter, post: Any, judge: Any) -> Comment:
    """Return a published comment on a paragraph that the next version does without."""
    comment: Comment = post("Which islands?", anchor_at=passage_of(chapter, 3, "small islands"))
    judge(comment)
    return comment


@pytest.fixture
def second(chapter: Chapter, islands: Comment, editor: Any) -> Chapter:
    publish_text(editor, chapter, SECOND)
    islands.refresh_from_db()
    return chapter


def settle(editor: Any, chapter: Chapter, comment: Comment, verdict: str, **other: Any) -> Any:
    """Decide about a comment's passage as of version 2, the first to do so."""
    given: dict[str, Any] = {"version_number": 2, "seen": 0, **other}
    return settle_passage(
        actor=editor,
        chapter=chapter,
        anchor_id=comment.anchor_id,
        verdict=Verdict(verdict),
        **given,
    )


def standing(comment: Comment) -> tuple[Any, str, bool]:
    """Return where a comment stands, what became of its passage, and whether it waits."""
    comment.refresh_from_db()
    return comment.block_key, comment.placement, comment.unsettled_at is not None
