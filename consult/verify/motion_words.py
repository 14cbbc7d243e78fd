"""What a motion is about: texts, or the words of a question of procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

PROCEDURE = "procedure"


def check_words(data: Mapping[str, Any]) -> Iterator[str]:
    """Check that a question of procedure has words and no texts, and another motion no words."""
    words = data.get("words", [])
    if data.get("kind") != PROCEDURE:
        if words:
            yield "it has words of a question, and is none"
        return
    if data["texts"]:
        yield "a question of procedure is about no text"
    if sum(each["authentic"] for each in words) != 1:
        yield "not exactly one of its languages is authentic"
    if len({each["language"] for each in words}) != len(words):
        yield "it has two wordings in one language"
