"""The drafts that become a chapter's next version, and how a publication stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from consult.core.errors import NotThere
from consult.drafts.models import Anchor, Chapter, Draft, Publication
from consult.drafts.rules.publishing import RUNNING, print_of


def drafts_to_publish(chapter: Chapter, languages: Sequence[str] | None = None) -> list[Draft]:
    """Return the chapter's drafts in checking, those in `languages` only, in one query."""
    drafts = chapter.drafts.filter(state=Draft.State.CHECKING).order_by("language")
    if languages is not None:
        drafts = drafts.filter(language__in=languages)
    return list(drafts)


def prints_of(drafts: Iterable[Draft]) -> dict[str, str]:
    """Return the SHA-256 of each draft's blocks by its key, as a publication keeps them."""
    return {str(draft.pk): print_of(draft.blocks) for draft in drafts}


def work_ahead(chapter: Chapter, drafts: Iterable[Draft]) -> int:
    """Return how many blocks and anchors publishing goes through, in one query."""
    anchors = Anchor.objects.filter(version__chapter=chapter).count()
    return anchors + sum(len(draft.blocks) for draft in drafts)


def publication_called(publication_id: UUID) -> Publication:
    """Return a publication with its chapter, review, version and who asked; raises `NotThere`."""
    try:
        return Publication.objects.select_related(
            "chapter__review", "chapter__current", "version", "asked_by"
        ).get(pk=publication_id)
    except Publication.DoesNotExist:
        raise NotThere() from None


def last_publication(chapter: Chapter) -> Publication | None:
    """Return the latest publication of a chapter that was watched, if there is one."""
    return Publication.objects.filter(chapter=chapter).order_by("-asked_at").first()


def running_publication(chapter: Chapter) -> Publication | None:
    """Return the chapter's publication that is not over, if there is one."""
    return Publication.objects.filter(chapter=chapter, state__in=RUNNING).first()
