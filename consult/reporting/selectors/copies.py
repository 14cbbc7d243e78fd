"""What a reading copy holds: published texts of one review, with or without their comments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from consult.core.errors import DomainError, N_, NotThere
from consult.core.models import Entry
from consult.drafts.models import Chapter, Rendering, Version
from consult.reviews.models import Review
from consult.reviews.selectors import review_called

# Entries of the ledger that change nothing in a copy. Every other one, also of a kind that is
# added later, counts as a change, so that a copy with comments is rather made once too often.
_WITHOUT_EFFECT = (
    Q(event__in=["comment.posted.v1", "role.granted.v1", "window.set.v1", "key.rotated.v1"])
    | Q(event__startswith="council.")
    | Q(event__startswith="motion.")
    | Q(event__startswith="ballot.")
)


class CommentsElsewhere(DomainError):
    """Comments were asked for with a version that is no longer in force."""

    code = "comments_elsewhere"
    status = 404
    message = N_(
        "Comments stand with the current version of a chapter. Take the current version with its "
        "comments, or this version without."
    )


@dataclass(frozen=True, slots=True)
class Copied:
    """One chapter of a copy: its version, and the text in the language that it is copied in."""

    chapter: Chapter
    version: Version
    rendering: Rendering


@dataclass(frozen=True, slots=True)
class Copy:
    """A chapter's version, or the current versions of all chapters (`whole`), in one language.

    `comments_as_of` is the last change of the public record where the copy holds the comments,
    with its place in the ledger; both None otherwise.
    """

    review: Review
    language: str
    chapters: tuple[Copied, ...]
    whole: bool = False
    comments_as_of: tuple[int, datetime] | None = None

    @property
    def with_comments(self) -> bool:
        """Say whether the comments stand behind the text."""
        return self.comments_as_of is not None

    @property
    def labels(self) -> str:
        """Return the language of the words round the text: the text's, where pages speak it."""
        spoken = dict(settings.LANGUAGES)
        for code in (self.language, self.language.partition("-")[0]):
            if code in spoken:
                return code
        return settings.LANGUAGE_CODE


def copy_of_chapter(
    review_slug: str, chapter_slug: str, number: int, language: str, *, comments: bool = False
) -> Copy:
    """Return the copy of one version in one language, in two queries (three with comments).

    Raises `NotThere` where the version has no text in that language, and `CommentsElsewhere`
    where comments are asked for with another version than the current one.
    """
    found = (
        Rendering.objects.filter(
            version__chapter__review__slug=review_slug,
            version__chapter__slug=chapter_slug,
            version__number=number,
            language=language,
        )
        .select_related("version__chapter__review__log")
        .first()
    )
    if found is None:
        raise NotThere()
    version, chapter = found.version, found.version.chapter
    if comments and chapter.current_id != version.pk:
        raise CommentsElsewhere()
    return Copy(
        review=chapter.review,
        language=language,
        chapters=(Copied(chapter, version, found),),
        comments_as_of=_last_change(chapter.review) if comments else None,
    )


def copy_of_report(review_slug: str, language: str, *, comments: bool = False) -> Copy:
    """Return the copy of all published chapters in order, in three queries (four with comments).

    A chapter without a text in the language comes in the one in which it was written. Raises
    `NotThere` where no chapter has a text in the language.
    """
    review = review_called(review_slug)
    chapters = tuple(_copied(chapter, language) for chapter in _published(review))
    if all(copied.rendering.language != language for copied in chapters):
        raise NotThere()
    return Copy(
        review=review,
        language=language,
        chapters=chapters,
        whole=True,
        comments_as_of=_last_change(review) if comments else None,
    )


def _published(review: Review) -> QuerySet[Chapter]:
    return (
        review.chapters.filter(current__isnull=False)
        .select_related("current", "review")
        .prefetch_related(Prefetch("current__renderings"))
        .order_by("position")
    )


def _copied(chapter: Chapter, language: str) -> Copied:
    version = chapter.current
    if version is None:
        raise NotThere()
    texts = {rendering.language: rendering for rendering in version.renderings.all()}
    return Copied(chapter, version, texts.get(language) or texts[version.source_language])


def _last_change(review: Review) -> tuple[int, datetime]:
    """Return place and time of the last entry that may have changed what a copy shows."""
    entries = Entry.objects.filter(log=review.log_id).exclude(_WITHOUT_EFFECT).order_by("-index")
    place = entries.values_list("index", "recorded_at").first()
    return place or (0, review.created_at)


def erased_after(review: Review, index: int) -> bool:
    """Say whether a submission was erased after an entry of the review's log: one query."""
    return Entry.objects.filter(
        log=review.log_id, event="submission.erased.v1", index__gt=index
    ).exists()
