"""A chapter as a Word file: opened with python-docx, and read by our own import again."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import docx
import pytest
from django.test import Client
from docx.oxml.ns import qn

from tests.comments.scene import CHANGED, passage_of, publish_text

if TYPE_CHECKING:
    from consult.accounts.models import User
    from consult.comments.models import Comment
    from consult.drafts.models import Chapter
    from consult.drafts.rules.margin import AnnotatedDocument

pytestmark = pytest.mark.django_db(transaction=True)

RICH = """# Results {-}

Read the [plan](https://example.org/plan) with **care** and *patience*.

1. The first measure
2. The second measure
   - a part of it

| Region | Share |
| ------ | ----- |
| North  | 40 %  |
| South  | 60 %  |
"""


def fetch(client: Client, number: int = 1, language: str = "en") -> bytes:
    response = client.get(f"/downloads/vnr-2026/introduction/{number}.{language}.docx")
    assert response.status_code == 200
    assert f"introduction.v{number}.{language}.docx" in response["Content-Disposition"]
    return response.content


def in_margin(data: bytes) -> list[tuple[str, str, str]]:
    """Author, words and text of each comment, as python-docx sees them in document order."""
    document = docx.Document(io.BytesIO(data))
    found = []
    for comment in document.comments:
        words, inside = "", False
        for node in document.element.body.iter():
            if node.get(qn("w:id")) == str(comment.comment_id):
                inside = node.tag == qn("w:commentRangeStart") or (
                    inside and node.tag != qn("w:commentRangeEnd")
                )
            elif inside and node.tag == qn("w:t"):
                words += node.text or ""
        found.append((comment.author, words, comment.text))
    return found


def read_again(data: bytes) -> AnnotatedDocument:
    from consult.drafts.actions.parse_annotated import parse_annotated

    return parse_annotated(data)


def test_comments_stand_in_the_margin_on_their_words(
    client: Client,
    chapter: Chapter,
    post: Callable[..., Comment],
    judge: Callable[..., Any],
) -> None:
    on_words = post("Which councils?", anchor_at=passage_of(chapter, 2, "Seven councils"))
    inner = post("All met?", anchor_at=passage_of(chapter, 2, "councils met"))
    on_block = post("Name the islands.", anchor_at=passage_of(chapter, 3))
    on_whole = post("Too long.\n\nBy far.")
    withheld = post("An insult", anchor_at=passage_of(chapter, 1))
    for comment in (on_words, inner, on_block, on_whole):
        judge(comment)
    reply = post("All seven.", replied_to=on_words)
    judge(reply)
    judge(withheld, rule="R1", explanation="It insults.")
    post("Waits for a moderator", anchor_at=passage_of(chapter, 1, "regions"))
    data = fetch(client)
    assert in_margin(data) == [
        ("Paul Participant", "Seven councils", "Which councils?"),
        ("Paul Participant", "Seven councils", "All seven."),
        ("Paul Participant", "councils met", "All met?"),
        ("Paul Participant", "Data for small islands are missing.", "Name the islands."),
        ("Paul Participant", "Introduction", "Too long.\n\nBy far."),
    ]
    again = read_again(data)
    assert [(said.quote, said.text, said.parent, said.date) for said in again.comments] == [
        ("Seven councils", "Which councils?", None, written(on_words)),
        ("Seven councils", "All seven.", 0, written(reply)),
        ("councils met", "All met?", None, written(inner)),
        ("Data for small islands are missing.", "Name the islands.", None, written(on_block)),
        ("Introduction", "Too long.\n\nBy far.", None, written(on_whole)),
    ]


def written(comment: Comment) -> str:
    return comment.posted_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_an_older_version_and_a_newer_one_both_show_the_comment_where_it_stands(
    client: Client,
    chapter: Chapter,
    editor: User,
    post: Callable[..., Comment],
    judge: Callable[..., Any],
) -> None:
    first = post("Which five?", anchor_at=passage_of(chapter, 2, "minutes of five"))
    judge(first)
    judge(post("Why missing?", anchor_at=passage_of(chapter, 3, "small islands")))
    publish_text(editor, chapter, CHANGED)
    judge(post("New words.", anchor_at=passage_of(chapter, 1, "Seven")))
    assert [words for _by, words, _text in in_margin(fetch(client, 1))] == [
        "minutes of five", "small islands",
    ]  # fmt: skip
    later = in_margin(fetch(client, 2))
    assert later[0][1:] == (stands_now(first), "Which five?")
    assert later[1][1:] == (
        "Introduction",
        "About words that are no longer in the text: “small islands”\nWhy missing?",
    )
    assert later[2][1:] == ("Seven", "New words.")


def stands_now(comment: Comment) -> str:
    """The words on which carrying over has placed a comment."""
    from consult.drafts.models import BlockText, Placement

    placed = Placement.objects.get(anchor=comment.anchor)
    assert placed.block_key is not None
    text = BlockText.objects.get(block__version=placed.version, block__key=placed.block_key).text
    return text[placed.start : placed.end]


def test_the_text_comes_back_as_it_was_published(
    client: Client, chapter: Chapter, editor: User
) -> None:
    from consult.drafts.rules.cleaning import clean_block
    from consult.drafts.selectors import blocks_of

    version = publish_text(editor, chapter, RICH)
    published = blocks_of(version, "en")
    data = fetch(client, 2)
    found = read_again(data).document
    assert found.source_title == "Introduction"
    assert [(block.kind, block.text) for block in found.blocks[1:]] == [
        (block.kind, block.text) for block in published
    ]
    assert [clean_block(block).html for block in found.blocks[1:] if "http" in block.html] == [
        block.html for block in published if "http" in block.html
    ]
    markers = [block.attrs.get("marker") for block in found.blocks if block.attrs.get("marker")]
    assert markers == [row.attrs["marker"] for row in published if row.attrs.get("marker")]
    document = docx.Document(io.BytesIO(data))
    assert document.core_properties.title == "Introduction"
    assert document.core_properties.language == "en"
    assert [row.cells[0].text for row in document.tables[0].rows] == ["Region", "North", "South"]


def test_footnotes_are_footnotes_and_arabic_runs_from_right_to_left(
    client: Client, chapter: Chapter, editor: User
) -> None:
    from consult.drafts.actions import import_blocks
    from consult.drafts.rules.blocks import BlockKind, ParsedBlock, note_reference
    from consult.portal.actions import publish_version
    from consult.reviews.models import Review

    Review.objects.filter(pk=chapter.review_id).update(languages=["en", "ar"])
    chapter.review.refresh_from_db()
    texts = {"en": ("The plan", "See the annex."), "ar": ("الخطة", "انظر المرفق.")}
    for language, (words, note) in texts.items():
        link = f'<a href="https://example.org/{language}">{note}</a>'
        import_blocks(
            actor=editor,
            chapter=chapter,
            language=language,
            blocks=[
                ParsedBlock(BlockKind.PARAGRAPH, 0, words + note_reference("1"), ""),
                ParsedBlock(BlockKind.FOOTNOTE, 0, link, "", {"note": "1"}),
            ],
            source_name="",
            source_sha256="",
        )
    publish_version(actor=editor, chapter=chapter)
    data = fetch(client, 2, "ar")
    found = read_again(data).document.blocks[1:]
    assert [(block.kind, block.text) for block in found] == [
        (BlockKind.PARAGRAPH, "الخطة1"), (BlockKind.FOOTNOTE, "انظر المرفق."),
    ]  # fmt: skip
    assert {block.attrs.get("dir") for block in found[:1]} == {"rtl"}
    document = docx.Document(io.BytesIO(data))
    assert document.core_properties.language == "ar"
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:bidi")) == "ar"
    assert all(run.font.rtl for run in document.paragraphs[-1].runs)


def test_a_file_costs_the_same_queries_whatever_the_number_of_comments(
    client: Client,
    chapter: Chapter,
    post: Callable[..., Comment],
    judge: Callable[..., Any],
    django_assert_num_queries: Any,
) -> None:
    judge(post("One", anchor_at=passage_of(chapter, 1)))
    with django_assert_num_queries(4):
        fetch(client)
    for number in range(3):
        judge(post(f"Another {number}", anchor_at=passage_of(chapter, 2)))
    with django_assert_num_queries(4):
        fetch(client)


def test_a_language_without_a_text_and_a_version_that_is_not_are_not_found(
    client: Client, chapter: Chapter
) -> None:
    for place in ("introduction/1.fr", "introduction/9.en", "nothing/1.en"):
        assert client.get(f"/downloads/vnr-2026/{place}.docx").status_code == 404
