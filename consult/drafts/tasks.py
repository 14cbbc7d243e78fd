"""What the editors' room does outside a request."""

from __future__ import annotations

from django_tasks import task

from consult.drafts.actions import take_suggestions
from consult.drafts.models import MachineRun


@task()
def suggest_next(run_id: str) -> None:
    """Translate the next batch of a machine run."""
    run = MachineRun.objects.select_related("chapter__current", "asked_by").get(pk=run_id)
    take_suggestions(actor=run.asked_by, run=run)
