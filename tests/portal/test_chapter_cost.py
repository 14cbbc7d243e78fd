"""What a chapter's page costs: queries for the server, bytes for the reader."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from consult.comments.models import Comment
from consult.comments.rules.passage import Passage
from consult.drafts.actions import add_chapter, import_draft, import_markdown
from consult.drafts.models import BlockText, Chapter
from consult.drafts.selectors import blocks_of
from consult.portal.actions import publish_version
from consult.reviews.models import Review
from tests.portal.demonstration import POLICY

LARGE = Path(__file__).parents[2].parent / "shared" / "data" / "drafts" / "large-draft.de.docx"
BLOCKS = 1233
# However long the text is and however much is said about it.
QUERIES = 11
# "K" as in the promise that a page on a slow line weighs less than 80 KB.
MOST_BYTES = 80_000


def long_text() -> str:
    """Return a chapter of 1,233 blocks with headings of four levels, lists and a table."""
    parts = []
    for number in range(BLOCKS - 12):
        level = "#" * (1 + number % 4)
        parts.append(
            f"{level} Heading {number}"
            if number % 6 == 0
            else f"Paragraph {number} says what was done in region {number % 17} and by whom."
        )
    parts += [f"- Point {number} of the list" for number in range(12)]
    return "\n\n".join(parts)


@pytest.fixture
def long_chapter(chapter: Chapter, editor: Any) -> Chapter:
    """Return the chapter with 1,233 blocks published."""
    import_markdown(actor=editor, chapter=chapter, language="en", text=long_text())
    publish_version(actor=editor, chapter=chapter)
    chapter.refresh_from_db()
    assert BlockText.objects.filter(block__version=chapter.current).count() == BLOCKS
    return chapter


def queries_of(client: Client, address: str) -> int:
    """Return how many queries a page takes once the process is warm."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    return len(caught)


def publish_comments(
    chapter: Chapter, language: str, post: Any, judge: Any, numbers: range
) -> None:
    """Publish one comment for each number, here and there in the chapter, some on it all."""
    assert chapter.current is not None
    rows = blocks_of(chapter.current, language)
    for number in numbers:
        row = rows[number * 37 % len(rows)]
        passage = Passage(row.key, language) if number % 10 else None
        comment = post(f"Comment {number}.", chapter=chapter, anchor_at=passage)
        judge(comment)


def shown_on(client: Client, address: str) -> int:
    """Return how many comments a page shows."""
    return len(html.fromstring(client.get(address).content).xpath("//article[@class]"))


def test_queries_are_the_same_with_1_3_and_300_comments(
    long_chapter: Chapter, post: Any, judge: Any, client: Client
) -> None:
    address = "/en/reviews/vnr-2026/introduction/"
    for before, count in ((0, 1), (1, 3), (3, 300)):
        publish_comments(long_chapter, "en", post, judge, range(before, count))
        assert Comment.objects.filter(state="published").count() == count
        assert shown_on(client, address) >= min(count, 200)
        assert queries_of(client, address) == QUERIES


def test_refused_comments_and_a_person_add_few_queries(
    long_chapter: Chapter, post: Any, judge: Any, signed_in: Callable[..., Client], editor: Any
) -> None:
    publish_comments(long_chapter, "en", post, judge, range(2))
    for number in range(2):
        judge(post(f"Fool number {number}!"), rule="R1", explanation="It insults.")
    address = "/en/reviews/vnr-2026/introduction/"
    assert queries_of(Client(), address) == QUERIES + 1
    assert queries_of(signed_in(editor), address) == QUERIES + 5


def test_a_real_draft_of_1233_paragraphs_takes_no_more(
    administrator: Any, person: Any, post: Any, judge: Any, client: Client, code: Any
) -> None:
    if not LARGE.exists():
        pytest.skip("The shared draft large-draft.de.docx is not here.")
    review = Review.objects.get()
    Review.objects.update(languages=["en", "de"])
    editor = person("editor")
    chapter = add_chapter(
        actor=editor,
        review=Review.objects.get(pk=review.pk),
        slug="act",
        position=9,
        title={"en": "The act"},
        source_language="de",
    )
    import_draft(
        actor=editor,
        chapter=chapter,
        language="de",
        data=LARGE.read_bytes(),
        filename=LARGE.name,
    )
    publish_version(actor=editor, chapter=chapter)
    chapter.refresh_from_db()
    publish_comments(chapter, "de", post, judge, range(3))
    page = html.fromstring(client.get("/en/reviews/vnr-2026/act/").content)
    assert len(page.xpath("//*[@data-block]")) == BLOCKS
    assert queries_of(client, "/en/reviews/vnr-2026/act/") == QUERIES


def test_the_demonstrations_chapter_weighs_little_on_first_load(
    demonstrated: Review, client: Client
) -> None:
    address = f"/en/reviews/{demonstrated.slug}/{POLICY}/"
    response = client.get(address, headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    page = html.fromstring(gzip.decompress(response.content))
    assert len(page.xpath("//article[contains(@class, 'comment')]")) >= 20
    files = loaded(page)
    assert {name.rsplit(".", 1)[1] for name in files} == {"css", "js", "svg"}
    weight = len(response.content) + sum(map(compressed, files))
    assert weight < MOST_BYTES


def loaded(page: Any) -> set[str]:
    """Return the static files that a browser fetches for a page."""
    found = page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //*[@src]/@src")
    assert all(address.startswith("/static/") for address in found)
    return {address.removeprefix("/static/") for address in found}


def compressed(name: str) -> int:
    """Return the size of a static file as it is served to a browser that takes gzip."""
    path = finders.find(name)
    assert isinstance(path, str)
    return len(gzip.compress(Path(path).read_bytes()))
