"""Canonical JSON after RFC 8785, restricted to what a ledger needs.

A value is null, a boolean, an integer within ±(2**53 - 1) (RFC 7493, section 2.2), a string
without lone surrogates, a list, or an object with string keys. Fractional numbers are refused on
both sides: their shortest form is the one part of RFC 8785 that readers get wrong, and exact
arithmetic needs none. Nesting is limited, so that hostile input cannot exhaust the stack.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from consult.ledger.departure import NotCanonical, first_departure
from consult.ledger.errors import LedgerError
from consult.ledger.limits import DEPTH_LIMIT, INTEGER_LIMIT

__all__ = [
    "NotCanonical",
    "NotRepresentable",
    "bytes_of_parsed",
    "canonical_bytes",
    "parse_canonical",
]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


class NotRepresentable(LedgerError):
    """A value has no canonical form here; `path` says where in it the trouble stands."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


def canonical_bytes(value: Any) -> bytes:
    """Return the one canonical UTF-8 form of a value.

    Object keys stand in the order of their UTF-16 code units (RFC 8785, section 3.2.3).
    Raises NotRepresentable for floats, integers beyond ±(2**53 - 1), lone surrogates, keys that
    are no strings, values of any other type, and nesting deeper than DEPTH_LIMIT.
    """
    ordered = _ordered(value, "$", 0)
    try:
        return _encode(ordered).encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotRepresentable("$", "a string holds a lone surrogate") from error


def parse_canonical(data: bytes) -> Any:
    """Return the value whose canonical form is exactly these bytes.

    Raises NotCanonical with the offset of the first byte that departs from canonical form. The
    usual, canonical input is parsed and compared in C; only a refusal is scanned byte by byte.
    """
    try:
        text = data.decode("utf-8")
        value = json.loads(
            text, parse_float=_refuse, parse_constant=_refuse, parse_int=_bounded_integer
        )
        # Reading keeps the order of keys and drops repeated ones, so that writing again gives the
        # same text exactly where everything but the order was canonical.
        same = _encode(value) == text and _order_and_depth_are_legal(value)
    except (ValueError, RecursionError):
        same = False
    if not same:
        raise first_departure(data)
    return value


def bytes_of_parsed(value: Any) -> bytes:
    """Return the canonical bytes of a value, or a part of one, that parse_canonical returned.

    Reading kept the order of the keys and let nothing else through, so nothing is checked again;
    this is what lets an auditor hash a hundred thousand leaves in a second.
    """
    return _encode(value).encode("utf-8")


def _ordered(value: Any, path: str, depth: int) -> Any:
    """Return the value with every object's keys in canonical order, or say what it may not hold."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if kind is int:
        if not -INTEGER_LIMIT <= value <= INTEGER_LIMIT:
            raise NotRepresentable(path, "an integer lies beyond 2**53 - 1")
        return value
    if depth >= DEPTH_LIMIT:
        raise NotRepresentable(path, f"nested deeper than {DEPTH_LIMIT} levels")
    if kind is dict:
        for key in value:
            if type(key) is not str:
                raise NotRepresentable(path, "an object key is no string")
        return {
            key: _ordered(value[key], f"{path}.{key}", depth + 1) for key in _sorted_keys(value)
        }
    if kind is list:
        return [_ordered(item, f"{path}[{i}]", depth + 1) for i, item in enumerate(value)]
    if isinstance(value, str):
        return str.__str__(value)
    raise NotRepresentable(path, f"a {kind.__name__} has no canonical form")


def _sorted_keys(keys: Iterable[str]) -> list[str]:
    """Return the keys in UTF-16 order, which is that of their big-endian bytes."""
    keys = list(keys)
    if all(map(str.isascii, keys)):
        return sorted(keys)
    return sorted(keys, key=lambda key: key.encode("utf-16-be", "surrogatepass"))


def _order_and_depth_are_legal(value: Any) -> bool:
    """Tell whether all keys are in order and nesting stays within the limit, level by level."""
    level = [value] if type(value) is dict or type(value) is list else []
    # A log has few kinds of objects, so each order of keys is looked at once.
    legal: set[tuple[str, ...]] = set()
    for _ in range(DEPTH_LIMIT):
        for keys in {tuple(parent) for parent in level if type(parent) is dict} - legal:
            if list(keys) != _sorted_keys(keys):
                return False
            legal.add(keys)
        level = [
            child
            for parent in level
            for child in (parent.values() if type(parent) is dict else parent)
            if type(child) is dict or type(child) is list
        ]
        if not level:
            return True
    return False


def _refuse(token: str) -> Any:
    raise ValueError(f"{token} is no integer")


def _bounded_integer(token: str) -> int:
    if len(token) > 17 or not -INTEGER_LIMIT <= int(token) <= INTEGER_LIMIT:
        raise ValueError("an integer lies beyond 2**53 - 1")
    return int(token)
