"""Reading: the same number of queries for any size, and which language is really shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from consult.accounts.models import User
from consult.core.errors import NotThere
from consult.drafts.models import Chapter, Draft, Version
from consult.drafts.selectors import (
    blocks_of,
    contents,
    current_version,
    desk_of,
    drafts_in_checking,
    version_by_number,
    versions_of,
)
from consult.reviews.models import Review

pytestmark = pytest.mark.django_db


def _text(paragraphs: int) -> str:
    return "# Title\n\n" + "\n\n".join(f"Paragraph {n}." for n in range(paragraphs))


@pytest.mark.parametrize("paragraphs", [1, 300])
def test_a_text_takes_two_queries(
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
    django_assert_num_queries: Any,
    paragraphs: int,
) -> None:
    draft_of(_text(paragraphs))
    draft_of(_text(paragraphs).replace("Paragraph", "Paragraphe"), "fr")
    version = publish()

    with django_assert_num_queries(2):
        rows = blocks_of(version, "fr")

    assert len(rows) == paragraphs + 1
    assert rows[1].html == "Paragraphe 0."
    assert [row.position for row in rows] == list(range(paragraphs + 1))


def test_a_row_says_which_language_it_is_in(
    draft_of: Callable[..., Draft], publish: Callable[..., Version]
) -> None:
    draft_of(_text(1))
    version = publish()

    assert [(row.text, row.language) for row in blocks_of(version, "ar")] == [
        ("Title", "en"),
        ("Paragraph 0.", "en"),
    ]


def test_contents_are_the_headings(
    draft_of: Callable[..., Draft], publish: Callable[..., Version]
) -> None:
    draft_of("# A[^1]\n\nText.\n\n## B\n\n- item\n\n[^1]: note")
    rows = blocks_of(publish(), "en")

    assert rows[0].text == "A1"
    assert [(row.level, row.text) for row in contents(rows)] == [(1, "A"), (2, "B")]


def test_versions(
    chapter: Chapter,
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
    django_assert_num_queries: Any,
) -> None:
    assert current_version(chapter) is None
    draft_of("# A")
    first = publish()
    draft_of("# B")
    second = publish()
    chapter.refresh_from_db()

    with django_assert_num_queries(2):
        found = current_version(chapter)
        assert found == second
        assert [row.language for row in found.renderings.all()] == ["en"]
    assert version_by_number(chapter, 1) == first
    with pytest.raises(NotThere):
        version_by_number(chapter, 3)
    with django_assert_num_queries(2):
        listed = versions_of(chapter)
    assert [(row.number, row.is_current) for row in listed] == [(2, True), (1, False)]
    assert listed[1].renderings == {"en": first.renderings.get().sha256}


def test_the_desk_takes_seven_queries(
    review: Review,
    chapter: Chapter,
    editor: User,
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
    django_assert_num_queries: Any,
) -> None:
    from consult.drafts.actions import add_chapter

    draft_of("# A")
    version = publish()
    waiting = [draft_of("# B"), draft_of("# Bé", "fr")]
    add_chapter(
        actor=editor,
        review=review,
        slug="means",
        position=7,
        title={"en": "Means"},
        source_language="en",
    )

    with django_assert_num_queries(7):
        rows = desk_of(review)
        shown = [
            (
                row.chapter.slug,
                [(v.number, [r.language for r in v.renderings.all()]) for v in row.versions],
                [(d.language, str(d.imported_by)) for d in row.drafts],
            )
            for row in rows
        ]

    assert shown == [
        (
            "introduction",
            [(version.number, ["en"])],
            [("fr", "Edith Editor"), ("en", "Edith Editor")],
        ),
        ("means", [], []),
    ]
    assert list(drafts_in_checking(review)) == waiting[::-1]
