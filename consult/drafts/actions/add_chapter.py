"""A chapter is added to a review."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings

from consult.accounts.permissions import require
from consult.core.languages import name_of
from consult.core.text import clean_line
from consult.core.transactions import command, step
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

# Pages of a review that stand where a chapter's address would.
TAKEN: Final = ("chapters", "code-of-conduct", "import", "ledger", "transparency")

SLUG_LENGTH: Final = 50
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@step
def add_chapter_step(
    *,
    actor: Any,
    review: Review,
    slug: str,
    position: int,
    title: Mapping[str, str],
    source_language: str,
) -> Chapter:
    """Add an empty chapter, its title by language code; an editor or administrator may.

    Refuses a language that the review does not have (`LanguageNotInReview`), an address that is
    no slug or another page's (`ChapterAddressRefused`), an address or a place that another
    chapter has (`ChapterExists`, `PositionTaken`), a chapter without any title
    (`TitleMissing`) and a title in no language of the pages (`TitleLanguageRefused`).
    """
    require(actor, "drafts.import_draft", review)
    if not _SLUG.fullmatch(slug) or len(slug) > SLUG_LENGTH or slug in TAKEN:
        raise ChapterAddressRefused(slug=slug, taken=", ".join(TAKEN))
    titles = {code: clean_line(text) for code, text in title.items()}
    if not any(titles.values()):
        raise TitleMissing()
    offered = settings.MODELTRANSLATION_LANGUAGES
    if not titles.keys() <= set(offered):
        raise TitleLanguageRefused(languages=", ".join(map(name_of, offered)))
    # Lock the review so that two editors cannot take the same place at once.
    review = Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    if source_language not in review.languages:
        raise LanguageNotInReview(
            language=name_of(source_language), languages=", ".join(map(name_of, review.languages))
        )
    # Plain values: a chapter read without its titles asks the database for them one by one.
    for taken, place in review.chapters.values_list("slug", "position"):
        if taken == slug:
            raise ChapterExists(slug=slug)
        if place == position:
            raise PositionTaken(slug=taken, position=position)
    return Chapter.objects.create(
        review=review,
        slug=slug,
        position=position,
        source_language=source_language,
        **{f"title_{code.replace('-', '_')}": text for code, text in titles.items()},
    )


@command
def add_chapter(**arguments: Any) -> Chapter:
    """Add a chapter: see `add_chapter_step`."""
    return add_chapter_step(**arguments)
