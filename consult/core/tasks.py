"""What is done outside a request: enqueued by dotted name, in the transaction of its cause."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from consult.core.transactions import step

# A worker that has not finished a task after this long is taken for dead.
ABANDONED_AFTER = timedelta(minutes=15)
MAX_RUNS = 3

logger = logging.getLogger(__name__)


@step
def enqueue(name: str, *, run_after: datetime | None = None, **arguments: Any) -> None:
    """Write a task for the function at the dotted `name` into the caller's transaction.

    The task runs only if the transaction commits, at least once, and not before `run_after`; so
    what it does must be idempotent. `arguments` must be JSON values.
    """
    task = import_string(name)
    (task.using(run_after=run_after) if run_after else task).enqueue(**arguments)


def release_abandoned() -> int:
    """Give tasks whose worker died back to the queue; return how many.

    A task that has been begun `MAX_RUNS` times fails instead: it may be what its workers die of.
    """
    with transaction.atomic():
        abandoned = DBTaskResult.objects.select_for_update(skip_locked=True).filter(
            status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - ABANDONED_AFTER
        )
        released = [row for row in abandoned if not _given_up(row)]
        DBTaskResult.objects.filter(pk__in=[row.pk for row in released]).update(
            status=TaskResultStatus.READY, started_at=None
        )
    return len(released)


def _given_up(row: DBTaskResult[Any, Any]) -> bool:
    if len(row.worker_ids) < MAX_RUNS:
        return False
    logger.error("Task %s (%s) is given up: its workers died.", row.pk, row.task_path)
    row.set_failed(TimeoutError(f"not finished in {MAX_RUNS} runs"))
    return True


@task()
def send_mail(mail_id: str) -> None:
    """Deliver one message of the outbox."""
    import_string("consult.core.mail.deliver")(mail_id)
