"""Whether a file is being made already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

TASK = "consult.reporting.tasks.make_copy"
CERTIFICATE_TASK = "consult.reporting.tasks.make_certificate"
# A file that could not be made is not tried again at once, whoever asks.
REST = timedelta(minutes=10)
MOST_WAITING = 20


class Making(StrEnum):
    """How it stands with a file that is not there."""

    NOT_ASKED = "not_asked"
    UNDER_WAY = "under_way"
    FAILED = "failed"


def being_made(arguments: Mapping[str, Any], now: datetime, task: str = TASK) -> Making:
    """Say whether a task with these arguments waits or runs, or failed a moment ago."""
    mine = {f"args_kwargs__kwargs__{name}": value for name, value in arguments.items()}
    if waiting().filter(task_path=task, **mine).exists():
        return Making.UNDER_WAY
    failed = DBTaskResult.objects.filter(
        task_path=task, status=TaskResultStatus.FAILED, finished_at__gt=now - REST
    )
    return Making.FAILED if failed.filter(**mine).exists() else Making.NOT_ASKED


def waiting() -> QuerySet[Any]:
    """Return the tasks that make files and have not ended."""
    ahead = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    return DBTaskResult.objects.filter(task_path__in=[TASK, CERTIFICATE_TASK], status__in=ahead)
