"""How the text that a person typed becomes what others read."""

from __future__ import annotations

import re
from html import escape

from consult.core.sanitize import render_markdown

_TAG = re.compile(r"<[^>]*>")


def render_body(text: str) -> str:
    """Return a person's Markdown as sanitised HTML that always has something to read.

    Some texts are nothing but marks ("---", a link's definition) and would vanish; they are shown
    as they were typed, so that nobody's comment looks empty. Raises `TextRefused`.
    """
    html = render_markdown(text)
    if _TAG.sub("", html).strip():
        return html
    return f"<p>{escape(text)}</p>"
