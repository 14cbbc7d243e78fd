"""The exact texts of a motion are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from consult.core.errors import DomainError, N_, NotThere
from consult.core.transactions import step
from consult.council.models import MotionText
from consult.drafts.models import Chapter, Rendering, Version
from consult.reviews.models import Review


class NothingToVoteOn(DomainError):
    """A motion is about at least one text."""

    code = "nothing_to_vote_on"
    field = "versions"
    message = N_("Choose at least one version for the council to vote on.")


class VersionNotCurrent(DomainError):
    """The council votes on the text that stands, not on one that has been replaced."""

    code = "version_not_current"
    status = 409
    field = "versions"
    message = N_(
        "Version %(number)s of “%(chapter)s” is no longer the current one. Reload the page and "
        "choose again."
    )


class NoAuthenticText(DomainError):
    """Every version voted on must exist in the language that is authentic."""

    code = "no_authentic_text"
    field = "authentic_language"
    message = N_(
        "“%(chapter)s” has no text in the language chosen as authentic. Choose a language that "
        "every chosen version has."
    )


@step
def choose_texts_step(
    *, review: Review, versions: Sequence[Version], authentic_language: str
) -> list[MotionText]:
    """Return, not yet saved, a row for every language of the versions, with its SHA-256.

    Locks the chapters, so that no newer version is published while the motion is put on this one.
    Raises `NothingToVoteOn`, `NotThere` for a version of another review, `VersionNotCurrent` and
    `NoAuthenticText`.
    """
    if not versions:
        raise NothingToVoteOn()
    wanted = {version.chapter_id: version for version in versions}
    chapters = Chapter.objects.select_for_update().filter(review=review, pk__in=wanted)
    found = {chapter.pk: chapter for chapter in chapters.order_by("position")}
    renderings = Rendering.objects.filter(version__in=[each.pk for each in versions])
    languages = {(each.version_id, each.language): each for each in renderings}
    for version in versions:
        chapter = found.get(version.chapter_id)
        if chapter is None:
            raise NotThere()
        if chapter.current_id != version.pk:
            raise VersionNotCurrent(number=version.number, chapter=chapter.title)
        if (version.pk, authentic_language) not in languages:
            raise NoAuthenticText(chapter=chapter.title)
    return [
        MotionText(
            rendering=each, sha256=each.sha256, authentic=each.language == authentic_language
        )
        for each in languages.values()
    ]
