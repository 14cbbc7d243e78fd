"""Many threads that do one thing at the same moment, each on a connection of its own."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from consult.core.prepared import Prepared, _Written


def at_once(work: Callable[[int], Any], count: int = 20) -> tuple[list[Any], list[Exception]]:
    """Call `work` with 0 to `count` - 1 at once; return what came back and what was raised."""
    start = threading.Barrier(count)
    results: list[Any] = []
    errors: list[Exception] = []

    def run(number: int) -> None:
        try:
            start.wait(30)
            results.append(work(number))
        except Exception as error:  # noqa: BLE001
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return results, errors


def written_anew(prepared: Prepared[Any]) -> _Written:
    """Write a prepared query now; put in the place of `Prepared._ready`, it keeps nothing."""
    return _Written(prepared._make())


def drop_the_lock(monkeypatch: Any) -> None:
    """Take away what orders writers: row locks on PostgreSQL, immediate transactions on SQLite."""
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED")
        monkeypatch.setattr("consult.core.transactions._in_turn", contextlib.nullcontext)
        return
    from django.db.models.query import QuerySet

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *_args, **_options: self)
    monkeypatch.setattr(Prepared, "_ready", written_anew)
