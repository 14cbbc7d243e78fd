"""Easy-to-read texts: a chapter told again in plain words, by people, in blocks of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from consult.core.errors import DomainError, N_
from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.canonical import RenderedBlock, rendering_object

_SUBTAG: Final = "-x-easy"
"""A private-use subtag (BCP 47, section 2.2.7), so that screen readers still know the language."""


class EasyTextChanged(DomainError):
    """Somebody else saved the easy-to-read text after the page was opened."""

    code = "easy_text_changed"
    status = 409
    message = N_(
        "Somebody else has saved this text in the meantime. What you typed is still in the form. "
        "Open the page in another tab to see what is saved, put the two together, and save again."
    )


class EasyTextMissing(DomainError):
    """There is no easy-to-read text to publish, or it is the one that is published."""

    code = "easy_text_missing"
    status = 409
    message = N_("There is nothing new to publish. Save the text first.")


def easy_tag(language: str) -> str:
    """Return the tag of the easy-to-read text in a language: `en-x-easy`."""
    return language + _SUBTAG


def easy_document(
    chapter_slug: str,
    number: int,
    language: str,
    source_language: str,
    blocks: Sequence[tuple[str, ParsedBlock]],
) -> dict[str, Any]:
    """Return what is hashed of an easy-to-read text: a rendering like others, with its own keys.

    `number` is that of the version which the text retells.
    """
    rendered = [
        RenderedBlock(key, block.kind, block.level, block.html, block.attrs)
        for key, block in blocks
    ]
    return rendering_object(chapter_slug, number, easy_tag(language), source_language, rendered)
