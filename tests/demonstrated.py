"""The demonstration in a database of its own, built once for all tests that look at it.

Building takes some seconds and commits, so it happens in a copy of the empty test database. A test
that asks for `demonstrated` has its `db` there, and what it writes is rolled back as always.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from consult.reviews.models import Review

SUFFIX = "demonstration"


@dataclass(frozen=True)
class Demonstration:
    """A database in which the demonstration stands, and what was seen while it was built.

    `heads` are the signed heads of the ledger as they stood after each part; `told` is what the
    command printed; `rows` are the numbers of rows that it left, by model.
    """

    database: str
    heads: list[str]
    told: str
    rows: dict[str, int]


class _Listener(io.StringIO):
    """What the command prints to; each sentence is an occasion to note the ledger's head."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: list[str] = []

    def write(self, text: str) -> int:
        from consult.core.models import Log

        head = Log.objects.values_list("head", flat=True).first()
        if head and head not in self.heads:
            self.heads.append(head)
        return super().write(text)


def rows() -> dict[str, int]:
    """Return how many rows each model of the project has, waiting tasks included."""
    from django.apps import apps

    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model.__module__.split(".")[0] in {"consult", "moderation", "django_tasks_db"}
    }


@contextmanager
def leading_to(database: str) -> Iterator[None]:
    """Let the default connection lead to another database inside the block."""
    from django.db import connection

    usual = connection.settings_dict["NAME"]
    _let_go()
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        _let_go()
        connection.settings_dict["NAME"] = usual


def _let_go() -> None:
    """Close the connection, and on PostgreSQL the pool that would hand out others like it."""
    from django.db import connection

    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


@pytest.fixture(scope="session")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[Demonstration]:
    """Yield the demonstration, built by the command that people call."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    listener = _Listener()
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            # The copy is one of the file, and what another open connection keeps in the log beside
            # it, such as the emptying after a test, would not be in the copy.
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _let_go()
        connection.creation.clone_test_db(SUFFIX, verbosity=0, autoclobber=True)
        name = str(connection.creation.get_test_db_clone_settings(SUFFIX)["NAME"])
        settings.DEMONSTRATION = True
        try:
            with leading_to(name):
                call_command("demo", stdout=listener)
                left = rows()
        finally:
            settings.DEMONSTRATION = False
    yield Demonstration(name, listener.heads, listener.getvalue(), left)
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(suffix=SUFFIX, verbosity=0)


@pytest.fixture
def demonstrated(
    demonstration: Demonstration, request: pytest.FixtureRequest, settings: Any
) -> Iterator[Review]:
    """Yield the demonstration's review, on an installation that runs the demonstration."""
    from consult.reviews.models import Review

    settings.DEMONSTRATION = True
    with leading_to(demonstration.database):
        request.getfixturevalue("db")
        yield Review.objects.get()
