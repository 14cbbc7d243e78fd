"""Tasks whose worker died."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from consult.core.tasks import ABANDONED_AFTER, MAX_RUNS, enqueue, release_abandoned
from consult.core.transactions import OutsideCommand, command

MAIL = "00000000-0000-0000-0000-000000000000"
put = command(enqueue)


def running(since: timedelta, runs: int = 1) -> DBTaskResult:
    put("consult.core.tasks.send_mail", mail_id=MAIL)
    task = DBTaskResult.objects.order_by("-enqueued_at")[0]
    task.status = TaskResultStatus.RUNNING
    task.started_at = timezone.now() - since
    task.worker_ids = [f"worker-{number}" for number in range(runs)]
    task.save()
    return task


def state(task: DBTaskResult) -> tuple[Any, ...]:
    task.refresh_from_db()
    return task.status, task.started_at is None


@pytest.mark.django_db
def test_only_the_task_of_a_dead_worker_goes_back(work_off_tasks: Any) -> None:
    dead = running(ABANDONED_AFTER + timedelta(seconds=5))
    alive = running(ABANDONED_AFTER - timedelta(seconds=5))
    assert release_abandoned() == 1
    assert state(dead) == (TaskResultStatus.READY, True)
    assert state(alive) == (TaskResultStatus.RUNNING, False)
    assert release_abandoned() == 0
    assert work_off_tasks() == 1
    dead.refresh_from_db()
    assert (dead.status, len(dead.worker_ids)) == (TaskResultStatus.SUCCESSFUL, 2)


@pytest.mark.django_db
def test_a_task_that_its_workers_die_of_is_given_up() -> None:
    task = running(ABANDONED_AFTER + timedelta(seconds=5), runs=MAX_RUNS)
    assert release_abandoned() == 0
    assert state(task) == (TaskResultStatus.FAILED, False)
    assert task.traceback == f"TimeoutError: not finished in {MAX_RUNS} runs\n"


@pytest.mark.django_db
def test_nothing_is_enqueued_outside_a_command() -> None:
    with pytest.raises(OutsideCommand):
        enqueue("consult.core.tasks.send_mail", mail_id=MAIL)
    assert not DBTaskResult.objects.exists()
