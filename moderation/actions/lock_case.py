"""A case is locked for somebody who may judge it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.transactions import step
from moderation.models import Case
from moderation.rules.judging import CaseTaken, OwnSubmission, SubjectErased, is_held, is_own
from moderation.selectors import case_called


@step
def lock_case_step(*, actor: Any, case_id: UUID, now: datetime) -> Case:
    """Return the case, locked and read again, if `actor` may judge it at `now`.

    Raises `NotThere`, `NotPermitted` or `SecondFactorMissing`, `OwnSubmission` for one's own text
    or that of one's organisation, `SubjectErased` where the text is gone, and `CaseTaken` while
    another's claim runs.
    """
    require(actor, "moderation.decide", case_called(case_id).review)
    # PostgreSQL cannot lock the nullable side of a join, so only the case's own row is locked.
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("review", "claimed_by")
        .get(pk=case_id)
    )
    if case.erased_at is not None:
        raise SubjectErased()
    if is_own(case.author_id, case.organisation_id, actor.pk, actor.organisation_id):
        raise OwnSubmission()
    if case.claimed_by != actor and is_held(case.claimed_by_id, case.claimed_until, now):
        raise CaseTaken(name=str(case.claimed_by))
    return case
