"""Small pieces of markup that say in which language they are."""

from __future__ import annotations

from html import escape

from consult.core.languages import direction


def attributes(language: str, around: str) -> str:
    """Return ` lang="…" dir="…"` where a text's language is not the one around it, else nothing."""
    if language == around:
        return ""
    return f' lang="{escape(language)}" dir="{direction(language)}"'


def phrase(text: str, language: str, around: str) -> str:
    """Return a text escaped, inside an element that names its language where that differs."""
    named = attributes(language, around)
    return f"<span{named}>{escape(text)}</span>" if named else escape(text)
