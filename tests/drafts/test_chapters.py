"""Adding chapters."""

from __future__ import annotations

import pytest

from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted
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

pytestmark = pytest.mark.django_db

GIVEN = {"slug": "means", "position": 2, "title": {"en": "Means"}, "source_language": "en"}


def test_a_chapter_has_a_title_in_each_language_that_was_given(review, editor):
    made = add_chapter(
        actor=editor, review=review, **{**GIVEN, "title": {"en": " Means \n", "ka": "საშუალებები"}}
    )

    made.refresh_from_db()
    assert (made.slug, made.position, made.source_language) == ("means", 2, "en")
    assert (made.title_en, made.title_ka, made.title_fr) == ("Means", "საშუალებები", None)
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
def test_refusals_add_nothing(review, editor, chapter, changed, refusal):
    with pytest.raises(refusal):
        add_chapter(actor=editor, review=review, **{**GIVEN, **changed})

    assert list(Chapter.objects.all()) == [chapter]


def test_only_editors_add_chapters(review, person):
    with pytest.raises(NotPermitted):
        add_chapter(actor=person(Role.FACILITATOR), review=review, **GIVEN)
    assert not Chapter.objects.exists()
