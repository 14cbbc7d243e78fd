"""The demonstration's texts, as they lie in `consult/portal/demonstration`."""

from __future__ import annotations

import json
import uuid
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "demonstration"

# The name space of the idempotency keys, so that a repeated act is recognised as the same one.
KEYS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:consult:demonstration")


@cache
def read(name: str) -> Any:
    """Return the content of one of the JSON files."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def chapter_text(slug: str, language: str, number: int) -> str:
    """Return a chapter's Markdown in a language and version."""
    return (FOLDER / "chapters" / slug / f"{language}.v{number}.md").read_text(encoding="utf-8")


def key_for(*parts: str) -> uuid.UUID:
    """Return the idempotency key of one act of the demonstration."""
    return uuid.uuid5(KEYS, "/".join(parts))
