"""A publication that takes long is begun, tells how far it has come, and ends."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.errors import DomainError
from consult.core.realtime import publish_on_commit
from consult.core.transactions import command, step
from consult.drafts.models import Chapter, Publication, Version
from consult.drafts.rules.publishing import (
    RUNNING,
    PublicationBroken,
    PublicationOvertaken,
    PublicationState,
    is_running,
)
from consult.drafts.rules.refusals import NothingToPublish
from consult.drafts.selectors import languages_to_publish
from consult.drafts.selectors.publishing import (
    drafts_to_publish,
    prints_of,
    running_publication,
    work_ahead,
)


@step
def begin_publication_step(*, actor: Any, chapter: Chapter) -> tuple[Publication, bool]:
    """Return the chapter's publication that goes on, or a new one, and whether it is new.

    Guarantees one at a time: asking twice begins one. One that has died (`SILENT_FOR`) is over. An
    editor may; refuses where nothing waits (`NothingToPublish`).
    """
    require(actor, "drafts.publish_version", chapter.review)
    # Lock the chapter, so that two editors who press the button at once begin one publication.
    chapter = Chapter.objects.select_for_update().get(pk=chapter.pk)
    now = timezone.now()
    running = running_publication(chapter)
    if running is not None:
        if is_running(running.state, running.changed_at, now):
            return running, False
        _fail(running, PublicationBroken())
    drafts = drafts_to_publish(chapter)
    if not drafts and not languages_to_publish(chapter):
        raise NothingToPublish()
    begun = Publication.objects.create(
        chapter=chapter,
        drafts=prints_of(drafts),
        total=work_ahead(chapter, drafts),
        asked_by=actor,
        changed_at=now,
    )
    return begun, True


@command
def note_progress(*, publication_id: UUID, state: PublicationState, done: int, total: int) -> None:
    """Say how far a publication has come, to whoever watches it; one that is over stays so.

    The publication itself calls this, for the editor who asked for it.
    """
    held = Publication.objects.select_for_update().get(pk=publication_id)
    if held.state not in RUNNING:
        return
    held.state, held.done, held.total = state, done, total
    _save(held, "done", "total")


@step
def take_publication_step(*, publication: Publication) -> Version | None:
    """Lock a publication that is about to be written; return its version if it is published.

    So a task that is run again, or twice at once, publishes once. Refuses one that has failed or
    been given up meanwhile (`PublicationOvertaken`).
    """
    held = Publication.objects.select_for_update().get(pk=publication.pk)
    if held.state not in RUNNING and held.version is None:
        raise PublicationOvertaken()
    return held.version


@step
def finish_publication_step(*, publication: Publication, version: Version) -> None:
    """Note in the transaction that writes the version that it is the publication's."""
    held = Publication.objects.select_for_update().get(pk=publication.pk)
    held.state, held.version, held.done = PublicationState.PUBLISHED, version, held.total
    _save(held, "version", "done")


@command
def fail_publication(*, publication_id: UUID, error: DomainError) -> None:
    """Keep why a publication failed; one that is over stays as it is. The drafts stay too."""
    held = Publication.objects.select_for_update().get(pk=publication_id)
    if held.state in RUNNING:
        _fail(held, error)


def _fail(publication: Publication, error: DomainError) -> None:
    publication.state = PublicationState.FAILED
    publication.reason = {
        "code": error.code,
        "message": error.message,
        "params": {
            name: value if isinstance(value, int) else str(value)
            for name, value in error.params.items()
        },
    }
    _save(publication, "reason")


def _save(publication: Publication, *fields: str) -> None:
    publication.changed_at = timezone.now()
    publication.save(update_fields=["state", "changed_at", *fields])
    publish_on_commit(f"publication:{publication.pk}", {"state": publication.state})
