"""A text whose wording has changed is looked at again."""

from __future__ import annotations

from consult.core.transactions import step
from moderation.actions.group_text import group_later_step
from moderation.actions.note_signals import note_signals_step, signals_in
from moderation.models import Case
from moderation.rules.promise import due_day
from moderation.rules.signals.finding import Submitted
from moderation.rules.signals.looking import summed


@step
def look_again_step(*, case: Case, submitted: Submitted) -> None:
    """Let the detectors see another wording, order the case by it, and group it anew.

    What they said of the wording before is kept no longer. The caller holds the case's lock and
    has set `opened_at` to when the wording came.
    """
    case.signals.all().delete()
    seen = signals_in(case.review, submitted)
    note_signals_step(case=case, seen=seen)
    case.priority = summed(seen)
    case.due_on = due_day(case.opened_at, case.review.timezone)
    case.save(update_fields=["priority", "due_on"])
    group_later_step(case_id=case.pk)
