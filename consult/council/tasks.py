"""What the council's clock causes."""

from __future__ import annotations

from django_tasks import task

from consult.council.actions import close_motion
from consult.council.selectors.due import due_motions


@task()
def close_due_motions() -> None:
    """Close every motion whose time has come; a motion that is closed already stays as it is."""
    for motion_id in due_motions():
        close_motion(actor=None, motion_id=motion_id)
