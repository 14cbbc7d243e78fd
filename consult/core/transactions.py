"""The frame round every write: `@command` opens the transaction, `@step` works inside one."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

from consult.core.duty import Duty

logger = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

_running: ContextVar[str | None] = ContextVar("running_command", default=None)


class OutsideCommand(RuntimeError):
    """A step was called where no command has opened a transaction."""


class CommandInCommand(RuntimeError):
    """A command was called from within another one."""


# SQLite lets writers try again after ever longer pauses, up to a tenth of a second, in no order.
# Those of one process wait here instead, and each begins as soon as the one before it has ended;
# those of several processes look after each other's file at short intervals.
_turn = threading.Lock()
WAITS_AT_MOST = 20.0
LOOKS_EVERY = 0.0005


@contextmanager
def _in_turn() -> Iterator[None]:
    """Wait for the other writers of this machine where the database takes one at a time.

    Whoever waits too long goes on and leaves it to the database, which alone decides.
    """
    if connection.vendor != "sqlite":
        yield
        return
    until = time.monotonic() + WAITS_AT_MOST
    taken = _turn.acquire(timeout=WAITS_AT_MOST)
    try:
        with _turn_among_processes(until):
            yield
    finally:
        if taken:
            _turn.release()


@contextmanager
def _turn_among_processes(until: float) -> Iterator[None]:
    """Hold the lock on the file beside the database; one in memory belongs to this process."""
    database = Path(connection.settings_dict["NAME"])
    if not database.is_file():
        yield
        return
    turn = Duty(database.with_suffix(".turn"))
    try:
        while not _has(turn) and time.monotonic() < until:
            time.sleep(LOOKS_EVERY)
        yield
    finally:
        turn.give_up()


def _has(turn: Duty) -> bool:
    """Say whether the turn is ours; where its file cannot be used, the database decides alone."""
    try:
        return turn.taken()
    except OSError:
        logger.warning("The file by which processes take turns at writing cannot be used.")
        return True


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Run `function` in one durable transaction of its own.

    Guarantees that everything it writes is committed together or not at all, and that nothing
    is acknowledged before it is committed. Refuses to run inside another command or an open
    transaction, since its promise to have committed would not hold there.
    """

    @wraps(function)
    def opened(*args: P.args, **kwargs: P.kwargs) -> R:
        outer = _running.get()
        if outer is not None:
            raise CommandInCommand(f"{function.__qualname__} was called from {outer}.")
        with _in_turn(), transaction.atomic(durable=True):
            token = _running.set(function.__qualname__)
            try:
                return function(*args, **kwargs)
            finally:
                # What runs on commit stands outside: a step there would have no transaction.
                _running.reset(token)

    opened.__dict__["opens_transaction"] = True
    return opened


def step(function: Callable[P, R]) -> Callable[P, R]:
    """Let `function` run only inside a command.

    A test case's own transaction does not count, so that a test cannot pass where the real call
    would run without one.
    """

    @wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        if _running.get() is None:
            raise OutsideCommand(f"{function.__qualname__} was called outside a command.")
        return function(*args, **kwargs)

    inside.__dict__["needs_transaction"] = True
    return inside
