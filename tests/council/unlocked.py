"""What keeps writers apart, taken away: a race that is prevented must be seen without it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any
from unittest.mock import patch

import pytest

from consult.core.prepared import Prepared
from tests.core.together import written_anew


@pytest.fixture
def on_postgresql() -> None:
    """Skip what only PostgreSQL can show: on SQLite a writer keeps all others waiting."""
    from django.db import connection

    if connection.vendor != "postgresql":
        pytest.skip("row locks are PostgreSQL's protection")


def _nothing_prepared() -> Any:
    """Let no query keep the lock with which it was once written."""
    return patch.object(Prepared, "_ready", written_anew)


@contextmanager
def unlocked(*names: str) -> Iterator[None]:
    """Let `select_for_update` read rows of the models so named without a lock, or of all models.

    The lock of the ledger orders whoever writes into it, so only without one lock and with the
    other it shows what the one is for.
    """
    from django.db.models import QuerySet

    lock = QuerySet.select_for_update

    def read(rows: Any, **options: Any) -> Any:
        if names and rows.model.__name__ not in names:
            return lock(rows, **options)
        return rows.all()

    with patch.object(QuerySet, "select_for_update", read), _nothing_prepared():
        yield


@contextmanager
def locked_with_keys() -> Iterator[None]:
    """Let every `select_for_update` bar those who only refer to the row, too."""
    from django.db.models import QuerySet

    lock = QuerySet.select_for_update

    def whole(rows: Any, **options: Any) -> Any:
        return lock(rows, **{**options, "no_key": False})

    with patch.object(QuerySet, "select_for_update", whole), _nothing_prepared():
        yield


@pytest.fixture
def without_row_locks(on_postgresql: None) -> Iterator[None]:
    """Let every `select_for_update` read without a lock, on PostgreSQL."""
    with unlocked():
        yield


@pytest.fixture
def deferred_transactions() -> Iterator[None]:
    """Let SQLite's transactions begin as readers, together, and ask for the write lock later."""
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("immediate transactions are SQLite's protection")
    settings = connection.settings_dict["OPTIONS"]
    with (
        patch.dict(settings, {"transaction_mode": "DEFERRED"}),
        patch("consult.core.transactions._in_turn", nullcontext),
    ):
        yield
