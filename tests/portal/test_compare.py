"""The page that compares two versions of a chapter."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consult.drafts.models import Chapter
from consult.portal.selectors import comparison
from consult.responses.actions import answer_comment
from consult.responses.rules.dispositions import Disposition
from tests.comments.scene import passage_of, publish_text
from tests.portal.reading import page_at, words

pytestmark = pytest.mark.django_db

CHAPTER = "/en/reviews/vnr-2026/introduction/"
COMPARE = f"{CHAPTER}compare/"
QUERIES = 11

BASE = """# Introduction

The review covers the years 2021 to 2025 in all regions.

Seven councils met, and the minutes of five are public.

They met in March.

They met in May.

Data for small islands are missing.
"""

CHANGED = """# Introduction

Seven councils met, and the minutes of all seven are public.

They met in March.

They met in May.

The review covers the years 2021 to 2025 in all regions.
"""

FRENCH = """# Introduction

L’examen couvre les années 2021 à 2025.

Sept conseils se sont réunis.

Les données manquent.
"""


@pytest.fixture
def revised(chapter: Chapter, editor: Any) -> Chapter:
    """Return the chapter with its third version: a paragraph changed, one removed, one moved."""
    publish_text(editor, chapter, BASE)
    publish_text(editor, chapter, CHANGED)
    chapter.refresh_from_db()
    return chapter


def test_the_chapter_leads_to_what_changed(client: Client, revised: Chapter) -> None:
    [link] = page_at(client, CHAPTER).xpath("//a[contains(., 'Compare with the version before')]")
    page = page_at(client, link.get("href"))
    counts = zip(words(page, "//dl//dt"), words(page, "//dl//dd"), strict=True)
    assert dict(counts) == {
        "Paragraphs changed": "1",
        "Paragraphs added": "0",
        "Paragraphs removed": "1",
        "Paragraphs moved": "1",
        "Only formatting or notes": "0",
        "Unchanged": "3",
        "Words added": "2",
        "Words removed": "7",
    }
    assert words(page, "//article/header/h3") == [
        "1 Wording changed",
        "2 Removed",
        "3 Moved, same wording",
    ]
    changed = page.xpath("//article[1]//p[contains(@class, 'change-text')]")[0].text_content()
    assert changed == (
        "Seven councils met, and the minutes of (removed: five)(added: all seven) are public."
    )
    assert words(page, "//article[1]//del | //article[1]//ins") == [
        "(removed: five)",
        "(added: all seven)",
    ]
    assert words(page, "//p[@class='folded']") == [
        "Show 1 unchanged paragraph",
        "Show 2 unchanged paragraphs",
    ]
    first = client.get(f"{CHAPTER}versions/1/").content.decode()
    assert "Compare with the version before" not in first


def test_each_change_has_an_address_that_shows_it_again(client: Client, revised: Chapter) -> None:
    page = page_at(client, f"{COMPARE}?from=2&to=3&view=side")
    links = page.xpath("//article//a[text()='Link to this change']/@href")
    assert len(links) == 3
    for link in links:
        address, _, name = link.partition("#")
        assert len(page_at(client, address).xpath(f"//article[@id='{name}']")) == 1
    assert page.xpath("//article[2]//a[@rel='prev' or @rel='next']/@href") == [
        "#change-1",
        "#change-3",
    ]
    targets = page.xpath("//main//a[starts-with(@href, '#')]/@href")
    assert all(page.xpath(f"//*[@id='{target[1:]}']") for target in targets)
    assert words(page, "//article[1]//*[@class='change-version']") == ["Version 2", "Version 3"]
    assert not page.xpath("//article[1]//*[@class='change-side'][1]//ins")
    assert not page.xpath("//article[1]//*[@class='change-side'][2]//del")


def test_what_did_not_change_is_shown_on_demand(client: Client, revised: Chapter) -> None:
    folded = page_at(client, COMPARE).xpath("//p[@class='folded']/a/@href")[0]
    address, _, name = folded.partition("#")
    page = page_at(client, address)
    assert words(page, f"//div[@id='{name}']") == ["Introduction"]
    assert not page.xpath("//p[@class='folded']")


def test_the_other_way_round_and_with_itself(client: Client, revised: Chapter) -> None:
    back = page_at(client, f"{COMPARE}?from=3&to=2")
    assert words(back, "//article/header/h3")[-1:] == ["3 Added"]
    assert "one and the same version" in page_at(client, f"{COMPARE}?from=2&to=2").text_content()
    for asked in ("from=4", "to=0", "from=x", "to=²", "from=-1", "part=2", f"to={'9' * 30}"):
        page_at(client, f"{COMPARE}?{asked}", 404)


def test_a_chapter_with_one_version_has_nothing_to_compare(
    client: Client, chapter: Chapter
) -> None:
    assert "one and the same version" in page_at(client, COMPARE).text_content()


def test_only_languages_that_both_versions_have_are_offered(
    client: Client, chapter: Chapter, editor: Any
) -> None:
    from consult.drafts.actions import import_markdown

    import_markdown(actor=editor, chapter=chapter, language="fr", text=FRENCH)
    publish_text(editor, chapter, "# Introduction\n\nOne.\n\nTwo.\n\nThree.\n")
    page = page_at(client, f"{COMPARE}?language=fr")
    assert page.xpath("//select[@name='language']/option/@value") == ["en"]


def test_comments_and_answers_stand_at_the_change(
    client: Client, chapter: Chapter, editor: Any, post: Any, judge: Any
) -> None:
    on_words, on_gone = (
        post("Name them.", anchor_at=passage_of(chapter, 2, "Seven councils")),
        post("Which islands?", anchor_at=passage_of(chapter, 3, "small islands")),
    )
    post("Nobody has read this yet.", anchor_at=passage_of(chapter, 2, "Seven councils"))
    judge(on_words)
    judge(on_gone)
    publish_text(editor, chapter, BASE)
    publish_text(editor, chapter, CHANGED)
    answer_comment(
        actor=editor,
        comment=on_words,
        disposition=Disposition.ACCEPTED,
        reason="All are public now.",
        language="en",
        changed_at=passage_of(chapter, 1, "all seven"),
        key=uuid.uuid4(),
    )
    page = page_at(client, COMPARE)
    assert words(page, "//article[1]//ul/li") == ["1 comment", f"Accepted {on_words.number}"]
    key = page.xpath("//article[1]/@id")[0].removeprefix("b-")
    assert page.xpath("//article[1]//ul//a/@href") == [
        f"{CHAPTER}blocks/{key}/",
        f"/en/comments/{on_words.public_id}/",
    ]
    assert words(page, "//article[2]//ul/li") == ["1 comment"]
    assert page.xpath("//article[2]//ul//a/@href") == [f"{CHAPTER}comments/"]
    with CaptureQueriesContext(connection) as caught:
        client.get(COMPARE)
    assert len(caught) == QUERIES


def test_queries_do_not_grow_and_long_comparisons_come_in_parts(
    client: Client, chapter: Chapter, editor: Any, post: Any, judge: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    judge(post("Name them.", anchor_at=passage_of(chapter, 2, "Seven councils")))
    long = [f"Paragraph {number} says what region {number} did." for number in range(40)]
    publish_text(editor, chapter, "\n\n".join(long))
    edited = [text.replace("did", "planned") if at % 2 else text for at, text in enumerate(long)]
    edited.insert(0, edited.pop(30))
    publish_text(editor, chapter, "\n\n".join(edited))
    client.get(COMPARE)
    with CaptureQueriesContext(connection) as caught:
        whole = page_at(client, COMPARE)
    assert len(caught) == QUERIES
    titles = words(whole, "//article/header/h3")
    monkeypatch.setattr(comparison, "PART", 6)
    parts = [page_at(client, f"{COMPARE}?part={part}") for part in (1, 2, 3, 4)]
    assert [title for part in parts for title in words(part, "//article/header/h3")] == titles
    for part in parts:
        targets = part.xpath("//main//a[starts-with(@href, '#')]/@href")
        assert all(part.xpath(f"//*[@id='{target[1:]}']") for target in targets)
    left = parts[3].xpath("//p[@class='change-left']/a/@href") or parts[2].xpath(
        "//p[@class='change-left']/a/@href"
    )
    assert left[0].startswith(f"{COMPARE}?from=2&to=3&language=en#b-")


def test_what_people_wrote_stays_text(client: Client, chapter: Chapter, editor: Any) -> None:
    publish_text(editor, chapter, "# Introduction\n\nA < B & `<script>alert(1)</script>` stay.\n")
    publish_text(editor, chapter, "# Introduction\n\nA > B & `<script>alert(2)</script>` stay.\n")
    for view in ("inline", "side"):
        page = page_at(client, f"{COMPARE}?view={view}&show=all")
        assert not page.xpath("//main//script")
        assert "A " in page.xpath("//article[1]")[0].text_content()
        assert "<script>alert(" in page.xpath("//article[1]")[0].text_content()


def test_a_block_is_asked_for_and_found_in_any_part(
    client: Client, revised: Chapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparison, "PART", 1)
    old = {row.position: row.key for row in revised.versions.get(number=2).blocks.all()}
    for position in (5, 3):
        page = page_at(client, f"{COMPARE}?from=2&to=3&block={old[position]}")
        assert page.xpath(f"//*[@id='b-{old[position]}']"), position
    folded = page_at(client, f"{COMPARE}?from=2&to=3")
    assert not folded.xpath(f"//*[@id='b-{old[3]}']")
    assert client.get(f"{COMPARE}?block=five").status_code == 404
    assert client.get(f"{COMPARE}?block={uuid.uuid4()}").status_code == 200
