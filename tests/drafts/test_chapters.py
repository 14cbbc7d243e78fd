"""Adding chapters."""

from __future__ import annotations

from typing import Any

import pytest

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.core.errors import DomainError, NotPermitted
from consult.drafts.actions import add_chapter
from consult.drafts.models import Chapter
from consult.drafts.rules.refusals import (
    ChapterAddressRefused,
    ChapterExists,
    LanguageNotInReview,
    PositionTaken,
    TitleLanguageRefused,
    TitleMissing,
)
from consult.reviews.models import Review
from tests.conftest import MakePerson
from tests.drafts.conftest import titles_of

pytestmark = pytest.mark.django_db

GIVEN = {"slug": "means", "position": 2, "title": {"en": "Means"}, "source_language": "en"}


def test_a_chapter_has_a_title_in_each_language_that_was_given(
    review: Review, editor: User
) -> None:
    made = add_chapter(
        actor=editor, review=review, **{**GIVEN, "title": {"en": " Means \n", "ka": "საშუალებები"}}
    )

    made.refresh_from_db()
    assert (made.slug, made.position, made.source_language) == ("means", 2, "en")
    assert titles_of(made) == {"en": "Means", "ka": "საშუალებები"}
    assert made.current is None


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"slug": "introduction"}, ChapterExists),
        ({"position": 1}, PositionTaken),
        ({"slug": "ledger"}, ChapterAddressRefused),
        ({"slug": "Means of"}, ChapterAddressRefused),
        ({"slug": "../x"}, ChapterAddressRefused),
        ({"slug": "m" * 51}, ChapterAddressRefused),
        ({"slug": ""}, ChapterAddressRefused),
        ({"source_language": "de"}, LanguageNotInReview),
        ({"title": {}}, TitleMissing),
        ({"title": {"en": " \n"}}, TitleMissing),
        ({"title": {"de": "Mittel"}}, TitleLanguageRefused),
    ],
)
def test_refusals_add_nothing(
    review: Review,
    editor: User,
    chapter: Chapter,
    changed: dict[str, Any],
    refusal: type[DomainError],
) -> None:
    with pytest.raises(refusal):
        add_chapter(actor=editor, review=review, **{**GIVEN, **changed})

    assert list(Chapter.objects.all()) == [chapter]


def test_only_editors_add_chapters(review: Review, person: MakePerson) -> None:
    with pytest.raises(NotPermitted):
        add_chapter(actor=person(Role.FACILITATOR), review=review, **GIVEN)
    assert not Chapter.objects.exists()
