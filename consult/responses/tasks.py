"""What is told of answers outside a request."""

from __future__ import annotations

from django_tasks import task

from consult.responses.actions import tell_voices

AT_ONCE = 50


@task()
def tell_voices_of(answer_id: str) -> None:
    """Mail an answer to a campaign to every further voice, some at a time."""
    after = ""
    while after := tell_voices(answer_id=answer_id, after=after, size=AT_ONCE):
        pass
