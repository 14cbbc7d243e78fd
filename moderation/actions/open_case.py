"""A case is opened for a text that has come in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from consult.core.realtime import publish_on_commit
from consult.core.transactions import step
from consult.reviews.models import Review
from moderation.actions.admit_text import admit_text_step
from moderation.actions.group_text import group_later_step
from moderation.actions.note_signals import note_signals_step, signals_in
from moderation.models import Admission, Case
from moderation.registry import handler_for
from moderation.rules.modes import Group
from moderation.rules.promise import due_day
from moderation.rules.signals.finding import Submitted
from moderation.rules.signals.looking import all_ran, summed


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
    submitted: Submitted,
    now: datetime,
) -> Admission:
    """Put a text before the moderators; one case a text, in the transaction that stores it.

    Detectors look at it, and it is published at once where the review's modes say so; the
    admission that is returned says what became of it. A task groups it with texts that say the
    same, once all is committed. Moderators whose queue is open are told that something came in.
    Raises `UnknownKind` for a kind that nothing handles, since nobody could judge it.
    """
    handler_for(kind)
    publish_on_commit(f"queue:{review.slug}", {"opened": 1})
    seen = signals_in(review, submitted)
    case = Case.objects.create(
        review=review,
        kind=kind,
        subject_id=subject_id,
        number=number,
        language=language,
        author_id=author_id,
        organisation_id=organisation_id,
        priority=summed(seen),
        opened_at=now,
        due_on=due_day(now, review.timezone),
    )
    note_signals_step(case=case, seen=seen)
    group_later_step(case_id=case.pk)
    group = Group.GUEST if author_id is None else Group.ACCOUNT
    if author_id is not None and organisation_id is not None:
        group = Group.MEMBER
    return admit_text_step(
        case=case, group=group, score=case.priority if all_ran(seen) else None, now=now
    )
