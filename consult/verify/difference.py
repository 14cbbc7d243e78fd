"""Where two values first differ, so that a wrong number is named and not only a wrong whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from consult.council.rules.outcome import Outcome


def first_difference(stated: Any, true: Any, path: str) -> str | None:
    """Return one clause about the first place in which two plain values differ, or None."""
    if isinstance(stated, dict) and isinstance(true, dict):
        for name in sorted({*stated, *true}):
            if name not in stated:
                return f"{path}.{name} is missing"
            if name not in true:
                return f"{path}.{name} does not belong there"
            if found := first_difference(stated[name], true[name], f"{path}.{name}"):
                return found
        return None
    if isinstance(stated, list) and isinstance(true, list) and len(stated) == len(true):
        for place, (one, other) in enumerate(zip(stated, true, strict=True)):
            if found := first_difference(one, other, f"{path}[{place}]"):
                return found
        return None
    if type(stated) is type(true) and stated == true:
        return None
    return f"{path} is {_short(stated)}, and the recount gives {_short(true)}"


def differing_result(stated: Mapping[str, Any], recounted: Outcome) -> Iterator[str]:
    """Name where the close of a motion and its recount first differ: in ballots, and in numbers."""
    true = [{"seat": each["seat"], "ballot": each["ballot"]} for each in recounted.counting]
    true.sort(key=lambda each: each["seat"])
    counting = sorted(stated["counting"], key=lambda each: (each["seat"], each["ballot"]))
    for found in (
        first_difference(counting, true, "counting"),
        first_difference(stated["outcome"], recounted.as_data(), "outcome"),
    ):
        if found:
            yield found


def _short(value: Any) -> str:
    if isinstance(value, list | dict):
        return f"{'a list' if isinstance(value, list) else 'an object'} of {len(value)}"
    return str(value)
