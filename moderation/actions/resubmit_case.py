"""An author answers a request for changes, and the case waits again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from consult.core.realtime import publish_on_commit
from consult.core.transactions import step
from moderation.models import Case
from moderation.rules.resubmitting import require_resubmittable
from moderation.rules.states import CaseState, Move, after
from moderation.selectors import latest_decision


@step
def resubmit_case_step(*, kind: str, subject_id: UUID, now: datetime) -> Case:
    """Put a text whose changes were asked for before the moderators again, as new.

    The caller has locked the text. The case's version rises, so that a decision on the wording
    before is refused; its time to be decided starts anew, and nobody holds it. Raises what
    `require_resubmittable` raises.
    """
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("review")
        .get(kind=kind, subject_id=subject_id)
    )
    asked = latest_decision(case)
    require_resubmittable(
        state=CaseState(case.state),
        told_at=asked.told_at if asked else None,
        until=case.resubmit_until,
        now=now,
    )
    case.state = after(CaseState(case.state), Move.RESUBMIT)
    case.version += 1
    case.claimed_by = case.claimed_until = None
    case.opened_at = now
    case.save(update_fields=["state", "version", "claimed_by", "claimed_until", "opened_at"])
    publish_on_commit(f"queue:{case.review.slug}", {"opened": 1})
    return case
