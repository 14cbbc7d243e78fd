"""Where two values first differ, so that a wrong number is named and not only a wrong whole."""

from __future__ import annotations

from typing import Any


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


def _short(value: Any) -> str:
    if isinstance(value, list | dict):
        return f"{'a list' if isinstance(value, list) else 'an object'} of {len(value)}"
    return str(value)
