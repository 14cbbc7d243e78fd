"""The one place where markup that came from a person is made safe, once, on write."""

from __future__ import annotations

import re
import unicodedata

import bleach
import nh3
from markdown_it import MarkdownIt

from consult.core.text import clean_text, storable

INLINE_TAGS = frozenset({"a", "br", "code", "em", "strong", "sub", "sup"})
BLOCK_TAGS = frozenset({"blockquote", "li", "ol", "p", "pre", "ul"})
SCHEMES = frozenset({"http", "https", "mailto"})

_ATTRIBUTES = {"a": {"href"}}
_ANGLE_BRACKETS = re.compile("([<>])")
# Parsers drop one line break here, so that each reading of the same text would lose another.
_LEADING_BREAKS = re.compile("(<pre>)\n+")

_markdown = MarkdownIt("commonmark", {"html": False}).disable("image")


def _normalized(html: str) -> str:
    """Bring the text between the brackets of tags into NFC, one piece at a time.

    Taken as a whole, a bracket and a combining stroke after it become one character ("≯"), and
    the tag never ends.
    """
    pieces = _ANGLE_BRACKETS.split(storable(html))
    return "".join(unicodedata.normalize("NFC", piece) for piece in pieces)


def _sanitize(html: str, tags: frozenset[str]) -> str:
    """Let bleach clean by the allow-list and nh3 decide, which drops what it does not know.

    Nothing is changed after the last decision: a control character taken out of an address could
    make a scheme of what was none.
    """
    cleaned = bleach.clean(
        _normalized(html),
        tags=tags,
        attributes={tag: sorted(names) for tag, names in _ATTRIBUTES.items()},
        protocols=SCHEMES,
        strip=True,
        strip_comments=True,
    )
    # Character references are characters after this, and may stand for what is not stored.
    resolved = _normalized(_decide(cleaned, tags))
    return _decide(_LEADING_BREAKS.sub(r"\1", resolved), tags).strip()


def _decide(html: str, tags: frozenset[str]) -> str:
    return nh3.clean(
        html,
        tags=set(tags),
        attributes=_ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel="nofollow ugc noopener noreferrer",
        strip_comments=True,
    )


def sanitize(html: str) -> str:
    """Return the rich text of a comment or an answer with nothing but allow-listed markup.

    Elements outside the list are dropped and their text kept; links carry http, https or mailto
    only. Raises `TextRefused` on NUL and lone surrogates.
    """
    return _sanitize(html, INLINE_TAGS | BLOCK_TAGS)


def sanitize_inline(html: str) -> str:
    """Return the markup of one block of a chapter, or of one cell: inline elements only.

    Raises `TextRefused` on NUL and lone surrogates.
    """
    return _sanitize(html, INLINE_TAGS)


def render_markdown(text: str) -> str:
    """Return a person's Markdown (CommonMark without HTML or images) as sanitised HTML."""
    return sanitize(_markdown.render(clean_text(text)))
