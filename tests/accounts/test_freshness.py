"""A second factor is fresh for ten minutes, and nothing else is one."""

from __future__ import annotations

from typing import Any

import pytest

from consult.accounts.rules.freshness import shown_lately

NOW = 1_000_000.0


def record(method: str, ago: float) -> dict[str, Any]:
    return {"method": method, "at": NOW - ago}


@pytest.mark.parametrize(
    ("records", "fresh"),
    [
        ([], False),
        ([record("mfa", 0)], True),
        ([record("mfa", 599)], True),
        ([record("mfa", 600)], False),
        ([record("mfa", -1)], False),
        ([record("password", 0)], False),
        ([record("mfa", 900), record("password", 1)], False),
        ([record("mfa", 1), record("password", 0)], True),
    ],
)
def test_how_fresh(records: list[dict[str, Any]], fresh: bool) -> None:
    assert shown_lately(records, NOW) is fresh
