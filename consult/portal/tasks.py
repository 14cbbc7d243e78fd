"""What is published outside a request."""

from __future__ import annotations

import logging
from functools import partial
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django_tasks import task

from consult.core.errors import DomainError
from consult.drafts.actions import fail_publication, note_progress
from consult.drafts.rules.publishing import RUNNING, PublicationBroken
from consult.drafts.selectors import publication_called
from consult.portal.actions import publish_version

logger = logging.getLogger(__name__)


@task()
def publish(publication_id: str, mandate_id: str | None = None) -> None:
    """Publish what an editor asked for, once, however often this is run.

    A refusal is kept for the editor to read, and so is a fault, which the log explains.
    """
    publication = publication_called(UUID(publication_id))
    if publication.state not in RUNNING:
        return
    try:
        publish_version(
            # Whoever asked may have been erased since, and then nobody may.
            actor=publication.asked_by or AnonymousUser(),
            chapter=publication.chapter,
            publication=publication,
            expected=publication.drafts,
            mandate_id=UUID(mandate_id) if mandate_id else None,
            tell=partial(note_progress, publication_id=publication.pk),
        )
    except DomainError as error:
        fail_publication(publication_id=publication.pk, error=error)
    except Exception:
        logger.exception("Publication %s broke off.", publication.pk)
        fail_publication(publication_id=publication.pk, error=PublicationBroken())
