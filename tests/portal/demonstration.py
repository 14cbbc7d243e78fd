"""Reading the demonstration's files, for the tests of what they say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.markdown import parse_markdown

FOLDER = Path(__file__).parents[2] / "consult" / "portal" / "demonstration"
LANGUAGES = ["en", "fr", "ar", "ka"]
POLICY = "policy-and-enabling-environment"
Entry = dict[str, Any]


@cache
def data(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def blocks(slug: str, version: int, language: str) -> tuple[ParsedBlock, ...]:
    path = FOLDER / "chapters" / slug / f"{language}.v{version}.md"
    return tuple(parse_markdown(path.read_text(encoding="utf-8")))


def texts(slug: str, version: int, language: str) -> list[str]:
    return [block.text for block in blocks(slug, version, language)]


def renderings() -> list[tuple[str, int, str]]:
    return [
        (chapter["slug"], int(number), language)
        for chapter in data("chapters")
        for number, languages in chapter["versions"].items()
        for language in languages
    ]


def comments() -> dict[str, Entry]:
    return {comment["key"]: comment for comment in data("comments")}


def people(*roles: str) -> set[str]:
    """The keys of the people who hold any of the roles, or of all people."""
    return {
        person["key"] for person in data("people") if not roles or set(roles) & set(person["roles"])
    }


def by_language(value: Any, where: str = "") -> Iterator[tuple[str, Entry]]:
    """Every object in the data that holds one text a language, with its place."""
    if isinstance(value, dict):
        if set(value) & set(LANGUAGES):
            yield where, value
        for key, inner in value.items():
            yield from by_language(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from by_language(inner, f"{where}[{index}]")


def place(quote: str, slug: str, version: int, language: str) -> int:
    """The index of the one block in which the quotation occurs, and occurs once."""
    counts = [text.count(quote) for text in texts(slug, version, language)]
    assert sum(counts) == 1, (quote, slug, version, language, sum(counts))
    return counts.index(1)
