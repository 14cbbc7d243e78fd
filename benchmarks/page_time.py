"""What a page costs: queries, server time and bytes."""

from __future__ import annotations

import gzip
import statistics
import time
from typing import Any

ROUNDS = 9


def page_time(address: str) -> dict[str, float | int]:
    """Ask for a page, signed out, and return its figures; Django must have been started."""
    from django.db import connection
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    queries: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        queries.append(sql)
        return execute(sql, *rest)

    client.get(address)
    with connection.execute_wrapper(note):
        page = client.get(address)
    times = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - begun) * 1000)
    return {
        "status": page.status_code,
        "queries": len(queries),
        "median_ms": round(statistics.median(times), 1),
        "worst_ms": round(max(times), 1),
        "bytes": len(page.content),
        "bytes_compressed": len(gzip.compress(page.content)),
    }
