"""The markup of one block of a text, made in Python because a page holds more than a thousand.

From templates 1,233 blocks took 330 ms of processor time, which is more than the whole page may,
and Django's `format_html` spends most of its time on escaping what is no text. So strings are
joined here: whatever is not a number, a key or the block's own markup passes through `escape`.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from consult.core import languages


class _Words(NamedTuple):
    link: str
    comment: str
    on: str


@lru_cache(maxsize=32)
def _words(language: str | None) -> _Words:
    """Return the words of the links in the language that is active, which `language` names."""
    return _Words(
        escape(gettext("Link to paragraph")),
        escape(gettext("Comment")),
        escape(gettext("on paragraph %(number)s")),
    )


def language_attributes(language: str) -> SafeString:
    """Return ` lang="…" dir="…"` where a text's language is not the page's, else nothing."""
    if language == get_language():
        return SafeString("")
    return SafeString(f' lang="{escape(language)}" dir="{languages.direction(language)}"')


def attributes(block: Any) -> SafeString:
    """Return the attributes by which links and scripts find a block; its key is a UUID."""
    key = str(block.key)
    language = escape(block.language)
    return SafeString(f' id="b-{key}" data-block="{key}" data-language="{language}"')


def links(block: Any, number: int, write: str) -> SafeString:
    """Return a block's permanent link and, where `write` gives an address, its comment link.

    `write` ends with the name of the parameter that the block's key becomes the value of.
    """
    words = _words(get_language())
    comment = ""
    if write:
        comment = (
            f' <a class="block-write" href="{escape(write)}{block.key}">{words.comment}'
            f'<span class="visually-hidden"> {words.on % {"number": number}}</span></a>'
        )
    return SafeString(
        f'<p class="block-links"><a class="permalink" href="#b-{block.key}">'
        f'<span class="visually-hidden">{words.link} </span>{number}</a>{comment}</p>'
    )


def body(block: Any, number: int, heading: int, write: str) -> SafeString:
    """Return a block's words and its links, which stand inside the block's own element.

    The element marked data-block-text holds exactly the block's stored markup, which was
    sanitised on write: the offsets of a passage are counted in its textContent. What stands
    beside the words, such as the number of a heading or a list item, stays outside of it.
    """
    element = f"h{heading or 2}" if block.kind == "heading" else "p"
    return SafeString(
        f"<{element}{language_attributes(block.language)}>{_before_the_words(block)}"
        f"<span data-block-text>{block.html}</span></{element}>{links(block, number, write)}"
    )


def row_body(block: Any, number: int, write: str) -> SafeString:
    """Return the cells of a table's row and a last cell with its links, which no offset counts."""
    last = f'<td class="row-links" data-block-aside>{links(block, number, write)}</td>'
    return SafeString(f"{block.html}{last}")


def _before_the_words(block: Any) -> str:
    if note := block.attrs.get("note"):
        label = escape(str(note))
        return f'<span class="note-label" id="note-{label}">{label}</span> '
    if number := block.attrs.get("number"):
        return f'<span class="heading-number">{escape(str(number))}</span> '
    if marker := block.attrs.get("marker"):
        return f'<span class="marker">{escape(str(marker))}</span> '
    return ""
