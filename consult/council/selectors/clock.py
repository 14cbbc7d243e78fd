"""The database's clock, which decides whether a ballot comes in time."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connection

# PostgreSQL's `now()` is the time at which the transaction began, which may lie before a close
# that this transaction waited for; only `clock_timestamp()` goes on while it waits.
_CLOCKS = {
    "postgresql": "SELECT clock_timestamp()",
    "sqlite": "SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')",
}


def database_now() -> datetime:
    """Return the present instant by the database's clock, aware, in UTC.

    Servers' own clocks differ, and a deadline must be the same for every one of them. Read it
    after taking the lock on what it decides. SQLite gives milliseconds, PostgreSQL microseconds.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CLOCKS[connection.vendor])
        (value,) = cursor.fetchone()
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
