"""Writing, replying and confirming in a browser's terms: forms, refusals, and what is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from consult.comments.models import Comment
from consult.reviews.actions import set_window
from tests.comments.pages import WRITE, filled, kept, tree_of
from tests.comments.scene import (
    nothing_happens,
    passage_of,
    publish_code_of,
    require_errors,
)


@pytest.fixture
def writer(signed_in: Any, participant: Any, code: Any, chapter: Any) -> Client:
    client: Client = signed_in(participant)
    return client


def _address(chapter: Any, block: int, words: str = "") -> str:
    passage = passage_of(chapter, block, words)
    return (
        WRITE
        + "?"
        + "&".join(
            f"{name}={value}"
            for name, value in {
                "block": passage.block_key,
                "lang": passage.language,
                "start": passage.start if words else "",
                "end": passage.end if words else "",
                "exact": passage.exact,
            }.items()
        )
    )


def test_words_are_marked_quoted_and_posted(writer: Any, chapter: Any) -> None:
    page = writer.get(_address(chapter, 2, "the minutes of five"))
    assert tree_of(page).xpath("//blockquote")[0].text_content() == "the minutes of five"
    response = writer.post(WRITE, filled(page, body="Name\r\nthe *two*."))
    comment = Comment.objects.get()
    assert response.url == comment.receipt_path
    assert (comment.anchor.exact, comment.body) == ("the minutes of five", "Name\nthe *two*.")
    assert comment.author_name == "Paul Participant"


def test_nonsense_in_the_address_marks_nothing(writer: Any) -> None:
    page = writer.get(WRITE + "?block=x&start=-1&end=y&exact=%00")
    assert "the chapter as a whole" in tree_of(page).text_content()
    writer.post(WRITE, filled(page))
    assert Comment.objects.get().block_key is None


def test_a_passage_that_is_gone_becomes_its_block_and_the_text_is_kept(
    writer: Any, chapter: Any
) -> None:
    page = writer.get(_address(chapter, 2, "the minutes of five"))
    with nothing_happens():
        refused = writer.post(WRITE, filled(page, exact="the minutes of nine"))
    assert refused.status_code == 409
    assert kept(refused) == "Name the two."
    assert "is not in this version of the text any more" in tree_of(refused).text_content()
    writer.post(WRITE, filled(refused))
    comment = Comment.objects.get()
    assert (comment.block_key, comment.anchor.exact) == (passage_of(chapter, 2).block_key, "")


def test_unticked_code_is_asked_for_and_the_text_is_kept(writer: Any) -> None:
    page = writer.get(WRITE)
    with nothing_happens():
        refused = writer.post(WRITE, filled(page, accept="", body="<b>kept</b>"))
    assert refused.status_code == 400
    require_errors(
        tree_of(refused), "Read the code of conduct and confirm that your comment keeps to it."
    )
    link = tree_of(refused).xpath("//*[@data-error-summary]//a/@href")
    assert tree_of(refused).xpath(f"//*[@id='{link[0][1:]}']")[0].get("name") == "accept"
    assert kept(refused) == "<b>kept</b>"


def test_a_newer_code_is_to_be_ticked_again(writer: Any, review: Any, moderator: Any) -> None:
    page = writer.get(WRITE)
    publish_code_of(review, moderator)
    with nothing_happens():
        refused = writer.post(WRITE, filled(page))
    assert refused.status_code == 409
    assert "Read version 2 and confirm it" in tree_of(refused).text_content()
    assert kept(refused) == "Name the two."
    assert tree_of(refused).xpath("//input[@name='accept'][@checked]") == []
    writer.post(WRITE, filled(refused))
    assert Comment.objects.get().code_version == 2


def test_closed_window_shows_no_form_and_keeps_a_late_text(
    writer: Any, review: Any, editor: Any
) -> None:
    page = writer.get(WRITE)
    now = timezone.now()
    set_window(
        actor=editor,
        review=review,
        opens_at=now - timedelta(days=3),
        closes_at=now - timedelta(seconds=1),
    )
    assert tree_of(writer.get(WRITE)).xpath("//textarea") == []
    with nothing_happens():
        refused = writer.post(WRITE, filled(page, body="Too late."))
    assert (refused.status_code, kept(refused)) == (409, "Too late.")
    assert "are not being taken at the moment" in tree_of(refused).text_content()


def test_double_click_gives_one_receipt_and_another_text_is_refused(writer: Any) -> None:
    said = filled(writer.get(WRITE))
    first = writer.post(WRITE, said)
    with nothing_happens():
        assert writer.post(WRITE, said).url == first.url
        refused = writer.post(WRITE, {**said, "body": "Something else."})
    assert (refused.status_code, kept(refused)) == (409, "Something else.")
    assert writer.post(WRITE, filled(refused, body="Something else.")).url != first.url
    assert Comment.objects.count() == 2


def test_form_that_did_not_come_from_here_is_refused_with_one_sentence(writer: Any) -> None:
    page = writer.get(WRITE)
    wrong = {"security_hash": "0" * 40, "timestamp": "1", "key": "no key"}
    with nothing_happens():
        refused = writer.post(WRITE, filled(page, **wrong))
    require_errors(
        tree_of(refused),
        "This page had been open for too long. Your text is kept: send it once more.",
    )
    with nothing_happens():
        bare = writer.post(WRITE, {"body": "Typed", "language": "en"})
    assert (bare.status_code, kept(bare)) == (400, "Typed")
    writer.post(WRITE, filled(refused))
    assert Comment.objects.count() == 1


def test_form_may_stay_open_for_days(writer: Any) -> None:
    page = writer.get(WRITE)
    later = timezone.now().timestamp() + 6 * 24 * 3600
    with patch("django_comments.forms.time.time", return_value=later):
        writer.post(WRITE, filled(page))
    assert Comment.objects.count() == 1


def test_field_that_only_programs_fill_is_refused(writer: Any) -> None:
    page = writer.get(WRITE)
    with nothing_happens():
        refused = writer.post(WRITE, filled(page, honeypot="x"))
    assert (refused.status_code, kept(refused)) == (400, "Name the two.")


def test_nul_is_refused_with_a_reason(writer: Any) -> None:
    page = writer.get(WRITE)
    with nothing_happens():
        refused = writer.post(WRITE, filled(page, body="a\x00b"))
    assert refused.status_code == 400
    require_errors(tree_of(refused), "Null characters are not allowed.")


def test_reply_shows_what_it_answers(writer: Any, post: Any, judge: Any) -> None:
    above = post("First.")
    address = f"/en/comments/{above.public_id}/reply/"
    assert writer.get(address).status_code == 404
    judge(above)
    page = writer.get(address)
    assert "First." in tree_of(page).xpath("//article")[0].text_content()
    writer.post(address, filled(page, body="Second."))
    assert Comment.objects.get(body="Second.").replied_to == above


def test_refused_comment_takes_no_reply_and_shows_nothing(
    writer: Any, post: Any, judge: Any
) -> None:
    refused = post("You fool.")
    judge(refused, "R1", "“Fool” ridicules a person.")
    assert writer.get(f"/en/comments/{refused.public_id}/reply/").status_code == 404


def test_unpublished_and_unknown_chapters_are_not_there(
    writer: Any, review: Any, editor: Any
) -> None:
    from consult.drafts.actions import add_chapter

    add_chapter(
        actor=editor,
        review=review,
        slug="secret",
        position=2,
        title={"en": "Secret"},
        source_language="en",
    )
    for slug in ("secret", "nowhere"):
        assert writer.get(f"/en/reviews/vnr-2026/{slug}/comment/").status_code == 404


def test_form_costs_the_same_with_any_passage(
    writer: Any, chapter: Any, django_assert_num_queries: Any
) -> None:
    writer.get(WRITE)
    with django_assert_num_queries(6):
        writer.get(WRITE)
    address = _address(chapter, 2, "Seven")
    with django_assert_num_queries(7):
        writer.get(address)
