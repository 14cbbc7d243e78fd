"""Several people who do something in the council at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from importlib import import_module
from typing import Any
from unittest.mock import patch

from django.db import DatabaseError, connection

from consult.core.errors import DomainError

Job = Callable[[], Any]
PATIENCE = 2.0


def at_once(jobs: list[Job]) -> list[Any]:
    """Run the jobs in threads of their own from the same moment; return results or errors."""
    results: list[Any] = [None] * len(jobs)
    barrier = threading.Barrier(len(jobs))

    def run(place: int) -> None:
        try:
            barrier.wait()
            results[place] = jobs[place]()
        except (DomainError, DatabaseError) as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def meeting(look: str, first: Job, second: Job) -> tuple[list[Any], bool]:
    """Let two jobs call `look` before either goes on, if nothing keeps them apart.

    `look` is the dotted name of a function as an action reads it. Returns what became of the jobs,
    and whether both had looked; where a lock keeps one of them waiting, the other goes on alone.
    """
    module, _, name = look.rpartition(".")
    real = getattr(import_module(module), name)
    both = threading.Barrier(2)
    met = threading.Event()

    def looked(*arguments: Any, **named: Any) -> Any:
        found = real(*arguments, **named)
        try:
            both.wait(PATIENCE)
            met.set()
        except threading.BrokenBarrierError:
            both.abort()
        return found

    with patch(look, looked):
        results = at_once([first, second])
    return results, met.is_set()


def held(look: str, first: Job, second: Job) -> list[Any]:
    """Hold `first` after it has called `look`, until `second` is through, if nothing bars it.

    Where a lock keeps `second` waiting, `first` goes on after a while. `look` is the dotted name of
    a function as an action reads it.
    """
    module, _, name = look.rpartition(".")
    real = getattr(import_module(module), name)
    looked, through = threading.Event(), threading.Event()

    def hold(*arguments: Any, **named: Any) -> Any:
        found = real(*arguments, **named)
        if not looked.is_set():
            looked.set()
            through.wait(PATIENCE)
        return found

    def follow() -> Any:
        looked.wait(10)
        try:
            return second()
        finally:
            through.set()

    with patch(look, hold):
        return at_once([first, follow])


def lost(results: list[Any], kind: type[Exception]) -> list[str]:
    """Return what the errors of a kind say, of what became of jobs."""
    return [str(result) for result in results if isinstance(result, kind)]
