"""What of an erasure happens outside a request."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task

from consult.erasure.actions import erase_next, finish_erasure, tidy_up
from consult.erasure.rules.asking import BATCH
from consult.erasure.selectors import batch_of


@task()
def carry_out(request_id: str) -> None:
    """Erase the next `BATCH` submissions of a request; what is then left gets a task of its own."""
    key = UUID(request_id)
    for comment_id in batch_of(key, BATCH):
        erase_next(request_id=key, comment_id=comment_id)
    finish_erasure(request_id=key)


@task()
def tidy() -> None:
    """Throw away what was copied before an erasure."""
    tidy_up()
