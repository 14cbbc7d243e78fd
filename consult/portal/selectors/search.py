"""What somebody finds who searches a review."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from consult.comments.models import Comment
from consult.comments.rules.searchable import COMMENT
from consult.core.languages import NAMES
from consult.core.search import Hit, search
from consult.core.words import Piece
from consult.drafts.models import Chapter
from consult.drafts.rules.searchable import BLOCK
from consult.reviews.models import Review

PER_PAGE = 20
LAST_PAGE = 50
KINDS = (BLOCK, COMMENT)


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph, or a comment with its author's name, that holds the words asked for."""

    kind: str
    address: str
    chapter: Chapter
    language: str
    excerpt: list[Piece]
    author: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of what was found, and whether another follows."""

    found: list[Found]
    number: int
    has_next: bool


def search_page(
    *, review: Review, query: str, kinds: list[str], language: str, number: int
) -> SearchPage:
    """Return a page of what holds all words of the query, the best first, in three queries.

    `language` narrows it to texts in that language, empty for all. Only what is published is in
    the index; nothing further is found after `LAST_PAGE` pages.
    """
    number = min(max(number, 1), LAST_PAGE)
    hits = search(
        scope=str(review.pk),
        query=query,
        kinds=[kind for kind in KINDS if kind in kinds],
        languages=[language] if language else list(_languages(review)),
        limit=PER_PAGE + 1,
        skip=(number - 1) * PER_PAGE,
    )
    return SearchPage(
        found=_found(review, hits[:PER_PAGE]),
        number=number,
        has_next=len(hits) > PER_PAGE and number < LAST_PAGE,
    )


def _languages(review: Review) -> dict[str, None]:
    """Return all languages that a text of the review may be in, without repeats."""
    return dict.fromkeys([*review.languages, *NAMES])


def _found(review: Review, hits: list[Hit]) -> list[Found]:
    chapters = {str(chapter.pk): chapter for chapter in review.chapters.all()} if hits else {}
    ids = [hit.subject for hit in hits if hit.kind == COMMENT]
    comments = {
        str(public_id): name
        for public_id, name in Comment.objects.filter(public_id__in=ids).values_list(
            "public_id", "author_name"
        )
    }
    return [
        Found(
            kind=hit.kind,
            address=_address(review, chapters[hit.within], hit),
            chapter=chapters[hit.within],
            language=hit.language,
            excerpt=hit.excerpt,
            author=comments.get(hit.subject, ""),
        )
        for hit in hits
    ]


def _address(review: Review, chapter: Chapter, hit: Hit) -> str:
    if hit.kind == COMMENT:
        return reverse("portal:comment", args=[hit.subject])
    address = reverse("portal:chapter", args=[review.slug, chapter.slug])
    return f"{address}?lang={hit.language}#b-{hit.subject}"
