"""A chapter's text on the page: grouped, numbered, and counted as the server counts it."""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import Any

from consult.drafts.rules.markdown import parse_markdown
from tests.core.page import component, one, words

TEXT = """# The title

A first *paragraph* with 𝟙 astral sign & a <sign>.

## Below it

1. One
2. Two

Table 1

| Goal | Lead |
| --- | --- |
| 2 | Agriculture |
| 5 | Justice |
"""


def blocks(language: str = "en") -> list[Any]:
    return [
        SimpleNamespace(
            key=uuid.UUID(int=number),
            kind=block.kind.value,
            level=block.level,
            attrs=dict(block.attrs),
            html=block.html,
            text=block.text,
            language=language,
        )
        for number, block in enumerate(parse_markdown(TEXT))
    ]


def counted_text(element: Any) -> str:
    """Return what the script counts offsets in: the block's text without the links' cell."""
    root = one(element, "descendant-or-self::*[@data-block-text]")
    pieces = [
        node
        for node in root.xpath(".//text()")
        if not node.getparent().xpath("ancestor-or-self::*[@data-block-aside]")
    ]
    return "".join(pieces)


def test_each_block_stands_once_with_exactly_the_text_that_offsets_count() -> None:
    given = blocks()
    tree = component("blocks", blocks=given)

    shown = {
        element.get("data-block"): counted_text(element)
        for element in tree.xpath("//*[@data-block]")
    }
    assert shown == {str(block.key): block.text for block in given}


def test_items_share_one_list_and_rows_one_table_that_the_keyboard_can_scroll() -> None:
    tree = component("blocks", blocks=blocks())

    items = one(tree, "//ul[contains(@class, 'block-list')]").xpath("li")
    assert [words(one(item, "p[1]")) for item in items] == ["1. One", "2. Two"]
    assert len(one(tree, "//table").xpath(".//tr")) == 3
    frame = one(tree, "//*[contains(@class, 'table-frame')]")
    assert (frame.get("tabindex"), frame.get("role")) == ("0", "region")
    assert frame.get("aria-label") != ""


def test_the_highest_heading_stands_below_the_title_of_the_page() -> None:
    tree = component("blocks", blocks=blocks())

    levels = [heading.tag for heading in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == "h2"
    assert "h1" not in levels


def test_each_block_has_its_own_link_and_the_link_of_the_form() -> None:
    given = blocks()
    tree = component("blocks", blocks=given, write="/comment/?lang=fr&block=")

    permanent = [link.get("href") for link in tree.xpath("//a[@class='permalink']")]
    write = [link.get("href") for link in tree.xpath("//a[@class='block-write']")]
    names = [words(link) for link in tree.xpath("//a[@class='block-write']")]
    assert permanent == [f"#b-{block.key}" for block in given]
    assert write == [f"/comment/?lang=fr&block={block.key}" for block in given]
    assert names == [f"Comment on paragraph {number}" for number in range(1, len(given) + 1)]


def test_no_form_is_offered_while_comments_are_not_taken() -> None:
    tree = component("blocks", blocks=blocks())

    assert tree.xpath("//a[@class='block-write']") == []
    assert one(tree, "//*[@data-write]").get("data-write") == ""


def test_a_text_in_another_language_than_the_page_says_so() -> None:
    tree = component("blocks", blocks=blocks("ar")[:2])

    marked = [(e.get("lang"), e.get("dir")) for e in tree.xpath("//*[@lang]")]
    assert marked == [("ar", "rtl")] * 2
