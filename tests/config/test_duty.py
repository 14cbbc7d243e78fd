"""Background work is done by one process of the machine, and taken over when that one dies."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from consult.config.lifespan import Background
from consult.core.duty import Duty
from consult.core.mail import post
from consult.core.models import OutgoingMail
from consult.core.transactions import command
from tests.config.fresh import another_process, database_url

WORK = """
import time
import django
django.setup()
from consult.config.lifespan import Background
Background().start()
print("ready", flush=True)
time.sleep(600)
"""
HOLD = """
import sys, time
from pathlib import Path
from consult.core.duty import Duty
duty = Duty(Path(sys.argv[1]))
print(duty.taken(), flush=True)
time.sleep(600)
"""


def wait_until(done: Callable[[], bool], seconds: float = 40) -> None:
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        time.sleep(0.05)
    assert done()


def test_a_duty_is_one_process_s_until_it_is_given_up(tmp_path: Path) -> None:
    ours, others = Duty(tmp_path / "lock"), Duty(tmp_path / "lock")
    assert [ours.taken(), ours.taken(), others.taken()] == [True, True, False]
    ours.give_up()
    assert [others.taken(), ours.taken()] == [True, False]
    others.give_up()
    others.give_up()
    assert ours.taken()
    ours.give_up()


def test_a_duty_passes_on_when_its_process_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    duty = Duty(path)
    with another_process("True", [HOLD, str(path)], tmp_path) as other:
        assert not duty.taken()
        other.send_signal(signal.SIGKILL)
        other.wait(20)
        assert duty.taken()
    duty.give_up()


def test_a_duty_that_cannot_be_kept_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="lock"):
        Duty(tmp_path / "missing" / "lock").taken()


@pytest.mark.django_db(transaction=True)
def test_of_two_processes_one_works_and_the_other_takes_over(tmp_path: Path) -> None:
    send = command(post)

    def worked_off() -> str:
        """Send a mail, wait until it has left, and return the process that did it."""
        mail = send(to="ana@example.org", subject="Hello", text="Good day.")
        wait_until(lambda: OutgoingMail.objects.filter(pk=mail.pk, state="sent").exists())
        wait_until(lambda: not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists())
        (worker,) = DBTaskResult.objects.latest("enqueued_at").worker_ids
        return str(worker).split("-")[2]

    url = database_url()
    with another_process("ready", [WORK], tmp_path, DATABASE_URL=url) as first:
        assert worked_off() == str(first.pid)
        with another_process("ready", [WORK], tmp_path, DATABASE_URL=url) as second:
            assert {worked_off() for _turn in range(3)} == {str(first.pid)}
            first.send_signal(signal.SIGKILL)
            first.wait(20)
            assert worked_off() == str(second.pid)


@pytest.mark.django_db(transaction=True)
def test_a_process_that_waits_does_nothing_and_stops_at_once(
    settings: Any, tmp_path: Path, mailoutbox: list[Any]
) -> None:
    settings.DATA_DIR = tmp_path
    duty = Duty(tmp_path / "background.lock")
    assert duty.taken()
    command(post)(to="ana@example.org", subject="Hello", text="Good day.")
    background = Background()
    background.start()
    time.sleep(2)
    before = time.monotonic()
    background.stop()
    assert time.monotonic() - before < 1
    assert mailoutbox == []
    assert duty.taken()
    duty.give_up()
