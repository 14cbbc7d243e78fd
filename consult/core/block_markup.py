"""The markup of one block of a text, made in Python because a page holds more than a thousand.

From templates 1,233 blocks took 330 ms of processor time, which is more than the whole page may.
"""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from consult.core import languages


def language_attributes(language: str) -> SafeString:
    """Return ` lang="…" dir="…"` where a text's language is not the page's, else nothing."""
    if language == get_language():
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', language, languages.direction(language))


def attributes(block: Any) -> SafeString:
    """Return the attributes by which links and scripts find a block."""
    return format_html(
        ' id="b-{}" data-block="{}" data-language="{}"', block.key, block.key, block.language
    )


def links(block: Any, number: int, write: str) -> SafeString:
    """Return a block's permanent link and, where `write` gives an address, its comment link.

    `write` ends with the name of the parameter that the block's key becomes the value of.
    """
    permanent = format_html(
        '<a class="permalink" href="#b-{}"><span class="visually-hidden">{} </span>{}</a>',
        block.key,
        gettext("Link to paragraph"),
        number,
    )
    if not write:
        return format_html('<p class="block-links">{}</p>', permanent)
    return format_html(
        '<p class="block-links">{} <a class="block-write" href="{}{}">{}'
        '<span class="visually-hidden"> {}</span></a></p>',
        permanent,
        write,
        block.key,
        gettext("Comment"),
        gettext("on paragraph %(number)s") % {"number": number},
    )


def body(block: Any, number: int, heading: int, write: str) -> SafeString:
    """Return a block's words and its links, which stand inside the block's own element.

    The element marked data-block-text holds exactly the block's stored markup, which was
    sanitised on write: the offsets of a passage are counted in its textContent. What stands
    beside the words, such as the number of a heading or a list item, stays outside of it.
    """
    element = f"h{heading or 2}" if block.kind == "heading" else "p"
    return format_html(
        "<{}{}>{}<span data-block-text>{}</span></{}>{}",
        element,
        language_attributes(block.language),
        _before_the_words(block),
        mark_safe(block.html),  # noqa: S308
        element,
        links(block, number, write),
    )


def row_body(block: Any, number: int, write: str) -> SafeString:
    """Return the cells of a table's row and a last cell with its links, which no offset counts."""
    return format_html(
        '{}<td class="row-links" data-block-aside>{}</td>',
        mark_safe(block.html),  # noqa: S308
        links(block, number, write),
    )


def _before_the_words(block: Any) -> SafeString:
    if note := block.attrs.get("note"):
        return format_html('<span class="note-label" id="note-{}">{}</span> ', note, note)
    if number := block.attrs.get("number"):
        return format_html('<span class="heading-number">{}</span> ', number)
    if marker := block.attrs.get("marker"):
        return format_html('<span class="marker">{}</span> ', marker)
    return SafeString("")
