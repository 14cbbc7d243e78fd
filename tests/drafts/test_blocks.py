"""The text of a block: what counts, and that a real browser counts the same."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from consult.drafts.rules.blocks import (
    BlockKind,
    Dropped,
    DroppedKind,
    ParsedBlock,
    ParsedDocument,
    block_text,
    fingerprint,
    note_citations,
    note_reference,
)
from consult.drafts.rules.transfer import TransferBroken, document_to_json, read_document_object

SAMPLES = [
    ("plain", "plain"),
    ("a &lt;b&gt; &amp; &quot;c&quot; &nbsp;d", 'a <b> & "c" \u00a0d'),
    ("one<br>\ntwo", "one\ntwo"),
    ("<strong>a<em>b</em></strong> c", "ab c"),
    ('x<sup><a href="#note-1">1</a></sup>', "x1"),
    ('<a href="https://example.org/?a=1&amp;b=2">there</a>', "there"),
    ("two  spaces\tand a tab", "two  spaces\tand a tab"),
    ("👩‍👩‍👧 水 سلام \u200f!", "👩‍👩‍👧 水 سلام \u200f!"),
    ("CO<sub>2</sub> &amp;lt; <code>x&lt;y</code>", "CO2 &lt; x<y"),
]
ROWS = [
    ("<td>a</td>\t<td>b</td>", "a\tb"),
    ('<th scope="col">Goal</th>\t<th scope="col" colspan="2"></th>', "Goal\t"),
    ('<td rowspan="2">a<br>\n1. b</td>\t<td><strong>c</strong></td>', "a\n1. b\tc"),
]


@pytest.mark.parametrize(("html", "text"), SAMPLES + ROWS)
def test_text_of_a_block(html: str, text: str) -> None:
    assert block_text(html) == text


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("No Chromium is installed, so no browser can count.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser.new_page()
        browser.close()


def test_a_browser_counts_the_same_text(page: Page) -> None:
    inline = "".join(f'<p class="block">{html}</p>' for html, _ in SAMPLES)
    rows = "".join(f'<tr class="block">{html}</tr>' for html, _ in ROWS)
    page.set_content(
        f"<!DOCTYPE html><meta charset=utf-8>{inline}<table><tbody>{rows}</tbody></table>"
    )
    texts = page.eval_on_selector_all(".block", "all => all.map(one => one.textContent)")
    assert texts == [block_text(html) for html, _ in SAMPLES + ROWS]
    lengths = page.eval_on_selector_all(
        ".block", "all => all.map(one => [...one.textContent].length)"
    )
    assert lengths == [len(text) for _, text in SAMPLES + ROWS]


def test_a_footnote_knows_where_it_is_cited() -> None:
    first = f"a{note_reference('2')} b{note_reference('1')}"
    sanitised = note_reference("1").replace('">', '" rel="nofollow">')
    assert note_citations(["none", first, sanitised]) == {"1": 1, "2": 1}


def test_fingerprints_see_words_and_kinds_but_not_note_numbers() -> None:
    base = fingerprint("paragraph", "a" + note_reference("1"))
    assert base == fingerprint("paragraph", "a" + note_reference("12"))
    assert base != fingerprint("paragraph", "a")
    assert base != fingerprint("caption", "a" + note_reference("1"))


DOCUMENT = ParsedDocument(
    blocks=(
        ParsedBlock(BlockKind.HEADING, 1, "T", "T", {"role": "title"}),
        ParsedBlock(BlockKind.LIST_ITEM, 2, "a<br>\nb", "a\nb", {"ordered": True, "list": 3}),
    ),
    dropped=(Dropped(None, DroppedKind.IMAGE, "水"), Dropped(1, DroppedKind.COMMENT)),
    source_title="T",
)


def test_a_document_crosses_the_border_unchanged() -> None:
    assert read_document_object(json.loads(document_to_json(DOCUMENT))) == DOCUMENT


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "[]",
        '{"title": 1, "blocks": [], "dropped": [], "pictures": []}',
        '{"title": "", "blocks": [["poem", 0, "x", {}]], "dropped": [], "pictures": []}',
        '{"title": "", "blocks": [["heading", true, "x", {}]], "dropped": [], "pictures": []}',
        '{"title": "", "blocks": [["heading", 1, null, {}]], "dropped": [], "pictures": []}',
        '{"title": "", "blocks": [["heading", 1, "x", {"a": 1.5}]], "dropped": [], "pictures": []}',
        '{"title": "", "blocks": [["heading", 1, "x", []]], "dropped": [], "pictures": []}',
        '{"title": "", "blocks": [["heading", 1, "x"]], "dropped": [], "pictures": []}',
        '{"title": "", "blocks": [], "dropped": [[0, "mood", ""]], "pictures": []}',
    ],
)
def test_anything_else_is_refused_at_the_border(line: str) -> None:
    with pytest.raises(TransferBroken):
        read_document_object(json.loads(line))
