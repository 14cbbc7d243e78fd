"""A case is opened for a text that has come in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from consult.core.realtime import publish_on_commit
from consult.core.transactions import step
from consult.reviews.models import Review
from moderation.actions.group_text import group_later_step
from moderation.models import Case
from moderation.registry import handler_for


@step
def open_case_step(
    *,
    review: Review,
    kind: str,
    subject_id: UUID,
    number: str,
    language: str,
    author_id: UUID | None,
    organisation_id: UUID | None,
    now: datetime,
) -> Case:
    """Put a text before the moderators; one case a text, in the transaction that stores it.

    A task groups it with texts that say the same, once all is committed. Moderators whose queue
    is open are told that something came in. Raises `UnknownKind` for a kind that nothing
    handles, since nobody could judge it.
    """
    handler_for(kind)
    publish_on_commit(f"queue:{review.slug}", {"opened": 1})
    case = Case.objects.create(
        review=review,
        kind=kind,
        subject_id=subject_id,
        number=number,
        language=language,
        author_id=author_id,
        organisation_id=organisation_id,
        opened_at=now,
    )
    group_later_step(case_id=case.pk)
    return case
