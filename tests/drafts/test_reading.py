"""The text as markup: lists nested, tables in one piece, notes linked there and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from lxml import html as parser

from consult.drafts.exports import reading_text
from consult.drafts.models import Draft, Version
from consult.drafts.selectors import BlockRow, blocks_of

pytestmark = pytest.mark.django_db

TEXT = """# Water[^1]

- Wells
  - Deep wells
- Rivers

1. First

: Prices by town

| Town | Price |
| --- | --- |
| Abo | 12 |

After the table.

[^1]: Measured in March.
"""


@pytest.fixture
def rows(draft_of: Callable[..., Draft], publish: Callable[..., Version]) -> list[BlockRow]:
    draft_of(TEXT)
    return blocks_of(publish(), "en")


@pytest.fixture
def page(rows: list[BlockRow]) -> Any:
    return parser.fromstring(f"<div>{reading_text(rows, write='/write/?lang=en&block=')}</div>")


def _by(page: Any, path: str) -> Any:
    """Return what an XPath finds, where `.x` stands for "has the class x"."""
    return page.xpath(re.sub(r"\.([a-z-]+)", r"contains(concat(' ', @class, ' '), ' \1 ')", path))


def test_every_block_has_its_place_and_exactly_its_text(page: Any, rows: list[BlockRow]) -> None:
    assert sorted(_by(page, "//*[@data-block]/@id")) == sorted(f"b-{row.key}" for row in rows)
    for row in rows:
        found = f"//*[@id='b-{row.key}']/descendant-or-self::*[@data-block-text]"
        text = _by(page, f"({found})[1]//text()[not(ancestor::*[@data-block-aside])]")
        assert "".join(text) == row.text


def test_lists_are_nested_and_ordered_ones_apart(page: Any) -> None:
    outer, ordered = _by(page, "./*[.block-list]")
    assert (outer.tag, ordered.tag) == ("ul", "ol")
    assert [li.tag for li in outer] == ["li", "li"]
    assert _by(outer, "li/ul/li/p/span[@data-block-text]/text()") == ["Deep wells"]
    assert _by(ordered, "li/p/span[.marker]/text()") == ["1."]


def test_a_table_has_its_caption_and_header(page: Any, rows: list[BlockRow]) -> None:
    (table,) = _by(page, "//table")
    assert [child.tag for child in table] == ["caption", "thead", "tbody"]
    caption = next(row for row in rows if row.kind == "caption")
    assert _by(page, "//div[.table-frame]/@aria-labelledby") == [f"t-{caption.key}"]
    assert _by(table, f"caption//*[@id='t-{caption.key}']/text()") == ["Prices by town"]
    assert _by(table, "thead//th/text()") == ["Town", "Price"]


def test_a_note_is_linked_there_and_back(page: Any, rows: list[BlockRow]) -> None:
    assert _by(page, "//h2//sup/a/@href") == ["#note-1"]
    assert _by(page, "//section//p[@id='note-1']/a[.note-back]/@href") == [f"#b-{rows[0].key}"]


def test_every_block_can_be_linked_to_and_commented_on(page: Any, rows: list[BlockRow]) -> None:
    assert _by(page, "//a[.permalink]/@href") == [f"#b-{row.key}" for row in rows]
    assert _by(page, "//a[.block-write]/@href") == [
        f"/write/?lang=en&block={row.key}" for row in rows
    ]
    assert "block-write" not in reading_text(rows)


def test_another_language_is_marked(
    draft_of: Callable[..., Draft], publish: Callable[..., Version]
) -> None:
    draft_of("# Water")
    draft_of("# ماء", "ar")
    version = publish()
    assert '<h2 lang="ar" dir="rtl">' in reading_text(blocks_of(version, "ar"))
    assert "<h2>" in reading_text(blocks_of(version, "fr"))


def test_what_is_said_stands_under_its_block(rows: list[BlockRow]) -> None:
    talk = SimpleNamespace(count=2, entries=[], address="/all/")
    last = next(row for row in rows if row.text == "Abo\t12")
    markup = render_to_string(
        "drafts/blocks.html",
        {"blocks": rows, "talks": {rows[1].key: talk, last.key: talk}, "zone": "UTC"},
    )
    page = parser.fromstring(markup)

    assert len(_by(page, "//details[.talk]")) == 2
    assert len(_by(page, f"//li[@id='b-{rows[1].key}']/details[.talk]")) == 1
    # A table's rows cannot hold it, so it follows the table and names the row.
    (after,) = _by(page, "//div[.table-frame]/following-sibling::details[.talk]")
    assert f"Row {last.position + 1}:" in after.text_content()
