"""What the public sees, in a fixed number of queries, and where comments go with a new version."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from consult.comments.models import BlockTally, Comment, Discussion
from consult.comments.rules.paths import just_before
from consult.comments.selectors import inline_threads, receipt_of, tallies, thread_page
from consult.core.errors import NotThere
from tests.comments.scene import CHANGED, passage_of, publish_text


def _discussion(chapter: Any) -> Discussion:
    return Discussion.objects.get(chapter=chapter)


def test_pending_is_unseen_refused_is_a_note_published_is_seen(
    post: Any, judge: Any, chapter: Any, review: Any
) -> None:
    first, second, third = post("Good."), post("You fool."), post("Waits.")
    judge(first)
    judge(second, "R1", "“Fool” ridicules a person.")
    page = thread_page(_discussion(chapter), None)
    assert [(row.number, row.state, row.html, row.author_name) for row in page.comments] == [
        (first.number, "published", "<p>Good.</p>", "Paul Participant"),
        (second.number, "refused", "", ""),
    ]
    assert (page.comments[1].refused_rule, page.comments[1].refused_code_version) == ("R1", 1)
    assert tallies(_discussion(chapter)) == {None: 2}
    assert _discussion(chapter).shown == 2
    third.refresh_from_db()
    assert (third.rank, third.shown_at) == (None, None)


def test_inline_shows_first_threads_with_first_replies(post: Any, judge: Any, chapter: Any) -> None:
    block = passage_of(chapter, 2)
    roots = [post(f"Thread {number}", anchor_at=block) for number in range(4)]
    for root in roots:
        judge(root)
    replies = [post(f"Reply {number}", replied_to=roots[0]) for number in range(5)]
    for reply in replies:
        judge(reply)
    below = post("Below the fifth", replied_to=replies[4])
    judge(below)
    whole = post("On the chapter")
    judge(whole)

    found = inline_threads(_discussion(chapter), 2)
    assert {key: [row.number for row in rows] for key, rows in found.items()} == {
        block.block_key: [
            roots[0].number,
            replies[0].number,
            replies[1].number,
            replies[2].number,
            roots[1].number,
        ],
        None: [whole.number],
    }
    assert found[block.block_key][0].replies_shown == 6
    capped = inline_threads(_discussion(chapter), 2, at_most=3)
    assert sum(len(rows) for rows in capped.values()) == 3
    assert tallies(_discussion(chapter)) == {block.block_key: 10, None: 1}


def test_pages_go_on_from_a_key(post: Any, judge: Any, chapter: Any) -> None:
    comments = [post(f"Comment {number}") for number in range(7)]
    for comment in comments:
        judge(comment)
    discussion = _discussion(chapter)
    seen, after = [], ""
    while True:
        page = thread_page(discussion, None, after, size=3)
        seen.append([row.number for row in page.comments])
        if page.next_after is None:
            break
        after = page.next_after
    numbers = [comment.number for comment in comments]
    assert seen == [numbers[:3], numbers[3:6], numbers[6:]]
    begin = thread_page(discussion, None, just_before(comments[4].path), size=2)
    assert [row.number for row in begin.comments] == numbers[4:6]
    assert thread_page(discussion, None, "x' OR 1", size=9).comments[0].number == numbers[0]


def _many(post: Any, judge: Any, chapter: Any, count: int) -> None:
    """Fill the discussion quickly: copies of one shown comment, in the three tables."""
    first = post(anchor_at=passage_of(chapter, 2))
    judge(first)
    first.refresh_from_db()
    for number in range(2, count + 1):
        copy = Comment.objects.get(pk=first.pk)
        copy.pk = copy.id = copy.xtd_id = copy.comment_ptr_id = copy.xtdcomment_ptr_id = None
        copy.public_id, copy.number = uuid.uuid4(), f"VNR26-{number:06d}"
        copy.path, copy.rank = f"{number:07d}", number
        copy.receipt_token = f"token-{number}"
        copy.save_base(force_insert=(Comment,))


@pytest.mark.parametrize("count", [1, 3, 300])
def test_reading_costs_one_query_each(
    post: Any, judge: Any, chapter: Any, count: int, django_assert_num_queries: Any
) -> None:
    _many(post, judge, chapter, count)
    discussion, block = _discussion(chapter), passage_of(chapter, 2).block_key
    with django_assert_num_queries(1):
        inline_threads(discussion, 3)
    with django_assert_num_queries(1):
        page = thread_page(discussion, block, "0000001", size=25)
    assert len(page.comments) == min(25, count - 1)
    with django_assert_num_queries(1):
        tallies(discussion)


def test_both_lists_are_read_by_their_index(post: Any, judge: Any, chapter: Any) -> None:
    _many(post, judge, chapter, 300)
    # A quiet block beside a busy one: reading past the busy one is what the index is for.
    discussion, block = _discussion(chapter), passage_of(chapter, 3).block_key
    shown = Comment.objects.filter(discussion=discussion, shown_at__isnull=False)
    page = shown.filter(block_key=block, counted_in__isnull=True, path__gt="0000001").order_by(
        "path"
    )[:25]
    inline = shown.filter(rank__lte=3).order_by("rank", "path")[:200]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE comments_comment")
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
    assert "comment_by_block" in page.values_list("pk").explain()
    assert "comment_by_rank" in inline.values_list("pk").explain()


def test_comments_follow_their_block_into_a_new_version(
    post: Any, judge: Any, chapter: Any, editor: Any
) -> None:
    moved = post("On the years", anchor_at=passage_of(chapter, 1))
    changed = post("On the councils", anchor_at=passage_of(chapter, 2, "the minutes of five"))
    gone = post("On the islands", anchor_at=passage_of(chapter, 3))
    whole = post("On all of it")
    for comment in (moved, changed, gone, whole):
        judge(comment)
    waiting = post("Waits", anchor_at=passage_of(chapter, 3))
    publish_text(editor, chapter, CHANGED)

    years, councils = passage_of(chapter, 2), passage_of(chapter, 1)
    for comment in (moved, changed, gone, whole, waiting):
        comment.refresh_from_db()
    assert moved.block_key == years.block_key
    assert changed.block_key == councils.block_key
    assert (gone.block_key, gone.placement) == (None, "removed")
    assert (whole.block_key, whole.placement) == (None, "unchanged")
    assert (waiting.block_key, waiting.rank) == (None, None)
    assert (moved.rank, changed.rank, gone.rank, whole.rank) == (1, 1, 1, 2)
    assert tallies(_discussion(chapter)) == {years.block_key: 1, councils.block_key: 1, None: 2}
    counts = BlockTally.objects.values_list("block_key", "threads")
    assert dict(counts) == {years.block_key: 1, councils.block_key: 1, None: 2}
    later = post("Another on the councils", anchor_at=councils)
    judge(later)
    later.refresh_from_db()
    assert later.rank == 2


def test_receipt_opens_with_its_token_alone(post: Any, django_assert_num_queries: Any) -> None:
    comment = post()
    with django_assert_num_queries(1):
        found = receipt_of(comment.receipt_token)
        assert (found, found.discussion.chapter.review.slug) == (comment, "vnr-2026")
        assert found.anchor.version.number == 1
    with pytest.raises(NotThere):
        receipt_of(str(comment.public_id))


def test_publishing_opens_the_text_in_the_ledger_and_nothing_else(
    post: Any, judge: Any, review: Any
) -> None:
    from tests.comments.scene import openings

    shown, hidden = post("Open me."), post("Keep me.")
    judge(shown)
    judge(hidden, "R2", "It offers goods for sale.")
    assert openings(review, shown.entry_index) == {
        "text": ("Open me.", True),
        "author": ({"name": "Paul Participant", "organisation": ""}, False),
    }
    assert openings(review, hidden.entry_index)["text"] == ("Keep me.", False)


def test_shown_moment_is_that_of_the_decision(post: Any, judge: Any) -> None:
    comment, at = post(), datetime(2026, 12, 1, 12, tzinfo=UTC)
    judge(comment, now=at)
    comment.refresh_from_db()
    assert (comment.shown_at, comment.state, comment.rank, comment.is_public) == (
        at,
        "published",
        1,
        True,
    )
