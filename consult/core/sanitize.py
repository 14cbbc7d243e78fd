"""The one place where markup that came from a person is made safe, once, on write."""

from __future__ import annotations

from collections.abc import Mapping

import bleach
import nh3
from markdown_it import MarkdownIt

from consult.core.text import clean_text

INLINE_TAGS = frozenset({"a", "br", "code", "em", "strong", "sub", "sup"})
BLOCK_TAGS = frozenset({"blockquote", "li", "ol", "p", "pre", "ul"})
TABLE_TAGS = frozenset({"td", "th"})
SCHEMES = frozenset({"http", "https", "mailto"})

_INLINE_ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}}
_TABLE_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}

_markdown = MarkdownIt("commonmark", {"html": False}).disable("image")


def _sanitize(html: str, tags: frozenset[str], attributes: Mapping[str, set[str]]) -> str:
    """Let bleach clean by the allow-list and nh3 decide, which drops what it does not know."""
    cleaned = bleach.clean(
        html,
        tags=tags,
        attributes={tag: sorted(names) for tag, names in attributes.items()},
        protocols=SCHEMES,
        strip=True,
        strip_comments=True,
    )
    return nh3.clean(
        cleaned,
        tags=set(tags),
        attributes={tag: set(names) for tag, names in attributes.items()},
        url_schemes=set(SCHEMES),
        link_rel="nofollow ugc noopener noreferrer",
        strip_comments=True,
    )


def sanitize(html: str) -> str:
    """Return the rich text of a comment or an answer with nothing but allow-listed markup.

    Elements outside the list are dropped and their text kept; links carry http, https or mailto
    only. Raises `TextRefused` on NUL and lone surrogates.
    """
    return _sanitize(clean_text(html), INLINE_TAGS | BLOCK_TAGS, _INLINE_ATTRIBUTES)


def sanitize_inline(html: str) -> str:
    """Return the markup of one block of a chapter: inline elements and the cells of a row.

    Raises `TextRefused` on NUL and lone surrogates.
    """
    return _sanitize(clean_text(html), INLINE_TAGS | TABLE_TAGS, _TABLE_ATTRIBUTES)


def render_markdown(text: str) -> str:
    """Return a person's Markdown (CommonMark without HTML or images) as sanitised HTML."""
    return sanitize(_markdown.render(clean_text(text)))
