"""Text files: by which names they go, and their characters."""

from __future__ import annotations

from consult.drafts.rules.refusals import TextNotUtf8, TextTooLong

MARKDOWN_ENDINGS = (".md", ".markdown", ".txt")

LONGEST_TEXT = 600_000
"""Characters of a text: a form that holds it stays under the server's limit even where each takes
three bytes, so a text too long is refused beside its field and stays in the form."""

LONGEST_FILE = 4 * LONGEST_TEXT
"""Bytes that a file needs for that many characters at most."""


def is_markdown(filename: str) -> bool:
    """Say whether the file's name is that of a text in Markdown."""
    return filename.lower().endswith(MARKDOWN_ENDINGS)


def markdown_text(data: bytes) -> str:
    """Return the file's text, without a mark of its byte order.

    Raises `TextNotUtf8`, and `TextTooLong` beyond `LONGEST_TEXT`.
    """
    if len(data) > LONGEST_FILE:
        raise TextTooLong(limit=LONGEST_TEXT)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TextNotUtf8() from None
    if len(text) > LONGEST_TEXT:
        raise TextTooLong(limit=LONGEST_TEXT)
    return text
