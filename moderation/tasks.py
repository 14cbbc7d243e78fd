"""What the clock of moderation causes."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task

from moderation.actions import lapse_hiding as end_hiding


@task()
def lapse_hiding(case_id: str) -> None:
    """Put search and bundle in order once a text's hiding has ended by itself."""
    end_hiding(case_id=UUID(case_id))
