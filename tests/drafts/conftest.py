"""What the tests of drafts stand on: an editor, a chapter, and ways to fill and publish it."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from consult.accounts.models import User
    from consult.drafts.models import Anchor, Chapter, Draft, Version
    from consult.reviews.models import Review
    from tests.conftest import MakePerson


def titles_of(chapter: Chapter) -> dict[str, str]:
    """Return a chapter's titles by language, as they are stored."""
    codes = ("en", "fr", "ar", "ka")
    found = {code: getattr(chapter, f"title_{code}") for code in codes}
    return {code: title for code, title in found.items() if title}


def text_of(response: Any) -> str:
    """Return a page as text, its entities resolved."""
    return unescape(response.content.decode())


@pytest.fixture
def editor(person: MakePerson) -> User:
    from consult.accounts.rules.roles import Role

    return person(Role.EDITOR, name="Edith Editor", email="editor@consult.example")


@pytest.fixture
def chapter(review: Review, editor: User) -> Chapter:
    """Return an empty chapter whose source language is English."""
    from consult.drafts.actions import add_chapter

    return add_chapter(
        actor=editor,
        review=review,
        slug="introduction",
        position=1,
        title={"en": "Introduction", "fr": "Introduction (fr)"},
        source_language="en",
    )


@pytest.fixture
def draft_of(chapter: Chapter, editor: User) -> Callable[..., Draft]:
    """Return a maker of drafts of the chapter from Markdown."""
    from consult.drafts.actions import import_markdown

    def make(text: str, language: str = "en") -> Draft:
        return import_markdown(actor=editor, chapter=chapter, language=language, text=text)

    return make


@pytest.fixture
def publish(chapter: Chapter, editor: User) -> Callable[..., Version]:
    """Return a publisher of the chapter's drafts, as a command that spans rooms calls the step."""
    from consult.core.transactions import command
    from consult.drafts.actions import publish_version_step

    def run(**arguments: Any) -> Version:
        return command(publish_version_step)(actor=editor, chapter=chapter, **arguments)

    return run


@pytest.fixture
def mark(db: None) -> Callable[..., Anchor]:
    """Return a maker of anchors: by the words to mark, or of a whole block or chapter."""
    from consult.core.transactions import command
    from consult.drafts.actions import make_anchor_step
    from consult.drafts.selectors import blocks_of

    def make(version: Version, block: int | None, words: str = "", language: str = "en") -> Anchor:
        if block is None:
            return command(make_anchor_step)(version=version, language=language)
        row = blocks_of(version, language)[block]
        place: dict[str, Any] = {}
        if words:
            start = row.text.index(words)
            place = {"start": start, "end": start + len(words), "exact": words}
        return command(make_anchor_step)(
            version=version, block_key=row.key, language=language, **place
        )

    return make


@pytest.fixture
def client(editor: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(editor)
