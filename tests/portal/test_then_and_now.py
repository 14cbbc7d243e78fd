"""What a reader is told of a comment that was made on an earlier wording."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from consult.comments.models import Comment
from consult.drafts.models import Chapter
from consult.responses.actions import answer_comment
from consult.responses.rules.dispositions import Disposition
from tests.comments.scene import passage_of, publish_text
from tests.portal.reading import page_at, words

pytestmark = pytest.mark.django_db

CHAPTER = "/en/reviews/vnr-2026/introduction/"
NEXT = """# Introduction

In short, the review covers the years 2021 to 2025 in all regions.

Seven councils met, and the written minutes of five are public.
"""


@pytest.fixture
def said(chapter: Chapter, post: Any, judge: Any, editor: Any) -> dict[str, Comment]:
    """Return published comments by what becomes of their passages in the second version."""
    comments = {
        "moved": post("On the years", anchor_at=passage_of(chapter, 1, "in all regions")),
        "changed": post("Which five?", anchor_at=passage_of(chapter, 2, "the minutes of five")),
        "removed": post("Which islands?", anchor_at=passage_of(chapter, 3)),
        "unchanged": post("On it all"),
    }
    for comment in comments.values():
        judge(comment)
    publish_text(editor, chapter, NEXT)
    for comment in comments.values():
        comment.refresh_from_db()
    return comments


def note(tree: Any, comment: Comment) -> list[str]:
    """Return what stands in the note on a comment's earlier wording, if there is one."""
    place = f"//article[@id='c-{comment.public_id}']//details[@class='earlier-wording']"
    return words(tree, f"{place}/summary | {place}//blockquote")


def test_only_a_comment_whose_words_are_others_now_says_so(
    client: Client, said: dict[str, Comment]
) -> None:
    assert {name: comment.placement for name, comment in said.items()} == {
        name: name for name in said
    }
    page = page_at(client, CHAPTER)
    assert note(page, said["moved"]) == note(page, said["unchanged"]) == []
    assert note(page, said["changed"]) == [
        "This comment was made on an earlier wording.",
        "Seven councils met, and the minutes of five are public.",
        "Seven councils met, and the written minutes of five are public.",
    ]
    marked = f"//article[@id='c-{said['changed'].public_id}']//mark"
    assert words(page, marked) == ["the minutes of five", "the written minutes of five"]


def test_a_removed_passage_stands_with_the_whole_chapter_and_shows_what_it_said(
    client: Client, said: dict[str, Comment]
) -> None:
    page = page_at(client, f"{CHAPTER}comments/")
    assert note(page, said["removed"]) == [
        "This comment was made on words that are no longer in the text.",
        "Data for small islands are missing.",
    ]
    assert page.xpath("//details[@class='earlier-wording']/@open") != []


def test_the_receipt_says_the_same(client: Client, said: dict[str, Comment]) -> None:
    changed = page_at(client, said["changed"].receipt_path)
    assert words(changed, "//details[@class='earlier-wording']//mark") == [
        "the minutes of five",
        "the written minutes of five",
    ]
    moved = page_at(client, said["moved"].receipt_path)
    assert moved.xpath("//details[@class='earlier-wording']") == []


def test_note_and_answer_lead_to_the_passage_in_the_comparison(
    client: Client, said: dict[str, Comment], chapter: Chapter, editor: Any
) -> None:
    comment = said["changed"]
    chapter.refresh_from_db()
    answer_comment(
        actor=editor,
        comment=comment,
        disposition=Disposition.ACCEPTED,
        reason="The minutes are written ones.",
        language="en",
        changed_at=passage_of(chapter, 2, "the written minutes"),
        key=uuid.uuid4(),
    )
    key = comment.anchor.block_key
    query = f"from=1&to=2&language=en&block={key}#b-{key}"
    links = [("Compare versions", query), ("See what changed in the text", query)]
    beside = f"//article[@id='c-{comment.public_id}']//a[contains(@href, '/compare/')]"
    page = page_at(client, CHAPTER)
    assert [(a.text, a.get("href").partition("?")[2]) for a in page.xpath(beside)] == links
    receipt = page_at(client, comment.receipt_path).xpath("//main//a[contains(@href, '/compare/')]")
    assert [a.get("href") for a in receipt] == [a.get("href") for a in page.xpath(beside)]
    [there] = page_at(client, receipt[0].get("href")).xpath(f"//*[@id='b-{key}']")
    assert "written" in there.text_content()


def test_a_refused_comment_tells_nothing_of_its_passage(
    client: Client, chapter: Chapter, post: Any, judge: Any, editor: Any
) -> None:
    refused = post("Fools!", anchor_at=passage_of(chapter, 3, "small islands"))
    judge(refused, rule="R1", explanation="It insults.")
    publish_text(editor, chapter, NEXT)
    page = page_at(client, f"{CHAPTER}comments/")
    assert note(page, refused) == []
    assert "small islands" not in page.text_content()


@pytest.mark.parametrize("comments", [1, 20])
def test_wordings_cost_five_queries_for_any_number(
    client: Client,
    chapter: Chapter,
    post: Any,
    judge: Any,
    editor: Any,
    django_assert_num_queries: Any,
    comments: int,
) -> None:
    for number in range(comments):
        judge(post(f"Comment {number}", anchor_at=passage_of(chapter, 3)))
    publish_text(editor, chapter, NEXT)
    client.get(f"{CHAPTER}comments/")
    with django_assert_num_queries(9):
        page = page_at(client, f"{CHAPTER}comments/")
    assert len(page.xpath("//details[@class='earlier-wording']")) == comments
