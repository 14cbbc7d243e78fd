"""Commands hold a transaction of their own, and steps run in nothing else."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from consult.core import transactions
from consult.core.duty import Duty
from consult.core.models import Sequence
from consult.core.numbers import next_number
from consult.core.transactions import CommandInCommand, OutsideCommand, command, step
from tests.core.together import at_once


@step
def write_a_row(name: str) -> Sequence:
    return Sequence.objects.create(name=name)


@command
def write(name: str) -> Sequence:
    return write_a_row(name)


@command
def write_and_fail(name: str) -> None:
    write_a_row(name)
    raise ValueError("too late")


def names() -> list[str]:
    return list(Sequence.objects.order_by("name").values_list("name", flat=True))


@pytest.mark.django_db
def test_a_step_is_refused_in_the_transaction_of_a_test_case() -> None:
    assert connection.in_atomic_block
    with pytest.raises(OutsideCommand, match="write_a_row was called outside a command"):
        write_a_row("A")
    assert names() == []


@pytest.mark.django_db(transaction=True)
def test_a_step_is_refused_in_a_transaction_that_no_command_opened() -> None:
    with transaction.atomic(), pytest.raises(OutsideCommand):
        write_a_row("A")
    assert names() == []


@pytest.mark.django_db(transaction=True)
def test_a_command_commits_what_its_steps_wrote() -> None:
    assert write("A").name == "A"
    assert not connection.in_atomic_block
    assert names() == ["A"]


@pytest.mark.django_db(transaction=True)
def test_a_command_that_fails_leaves_nothing() -> None:
    with pytest.raises(ValueError, match="too late"):
        write_and_fail("A")
    assert names() == []


@pytest.mark.django_db(transaction=True)
def test_a_command_in_a_command_is_refused_and_takes_the_outer_one_with_it() -> None:
    @command
    def outer() -> None:
        write_a_row("A")
        write("B")

    with pytest.raises(CommandInCommand, match=r"write was called from .*outer"):
        outer()
    assert names() == []


@pytest.mark.django_db(transaction=True)
def test_a_command_in_an_open_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        write("A")
    assert names() == []


@pytest.mark.django_db(transaction=True)
def test_after_a_failed_command_the_next_one_and_no_step_may_run() -> None:
    with pytest.raises(ValueError, match="too late"):
        write_and_fail("A")
    with pytest.raises(OutsideCommand):
        write_a_row("A")
    write("B")
    assert names() == ["B"]


@pytest.mark.django_db(transaction=True)
def test_what_runs_on_commit_stands_outside_the_command() -> None:
    seen: list[Any] = []

    def later() -> None:
        seen.append(connection.in_atomic_block)
        with pytest.raises(OutsideCommand):
            write_a_row("B")
        seen.append(write("C").name)

    @command
    def outer() -> None:
        write_a_row("A")
        transaction.on_commit(later)

    outer()
    assert seen == [False, "C"]
    assert names() == ["A", "C"]


def test_decorated_functions_say_what_they_are() -> None:
    assert write.__dict__["opens_transaction"] is True
    assert next_number.__dict__["needs_transaction"] is True
    assert (write.__name__, write_a_row.__name__) == ("write", "write_a_row")


def overlapping(monkeypatch: pytest.MonkeyPatch) -> bool:
    """Say whether two commands that only read were under way at once."""
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED")
    both = threading.Barrier(2, timeout=1)

    @command
    def read() -> bool:
        try:
            both.wait()
        except threading.BrokenBarrierError:
            return False
        return True

    results, errors = at_once(lambda _number: read(), 2)
    assert errors == []
    return any(results)


@pytest.mark.django_db(transaction=True)
def test_on_sqlite_the_writers_of_one_process_begin_in_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert overlapping(monkeypatch) is (connection.vendor != "sqlite")


@pytest.mark.django_db(transaction=True)
def test_control_without_the_turn_they_begin_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consult.core.transactions._in_turn", contextlib.nullcontext)
    assert overlapping(monkeypatch)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Duty]:
    """Hold the turn of the database as another process that writes does, until it is given up."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has many writers at a time")
    database = tmp_path / "consult.sqlite3"
    database.touch()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(database))
    other = Duty(tmp_path / "consult.turn")
    assert other.taken()
    yield other
    other.give_up()


@pytest.mark.django_db
def test_a_writer_waits_for_those_of_other_processes(elsewhere: Duty) -> None:
    entered = threading.Event()

    def wait() -> None:
        with transactions._in_turn():
            entered.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    assert not entered.wait(0.1)
    elsewhere.give_up()
    waiting.join(20)
    assert entered.is_set()


@pytest.mark.django_db
def test_a_turn_that_cannot_be_kept_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    (tmp_path / "consult.sqlite3").touch()
    (tmp_path / "consult.turn").mkdir()
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "consult.sqlite3"))
    with transactions._in_turn():
        assert "cannot be used" in caplog.text


@pytest.mark.django_db
def test_who_waits_too_long_leaves_it_to_the_database(
    elsewhere: Duty, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "WAITS_AT_MOST", 0.05)
    with transactions._in_turn():
        assert not Duty(Path(connection.settings_dict["NAME"]).with_suffix(".turn")).taken()
