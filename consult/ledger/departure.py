"""Where bytes first depart from canonical JSON, and why.

Only reached once the fast comparison in `canonical` has failed: it walks the bytes one token at
a time, so that an auditor learns the exact place instead of "something differs".
"""

from __future__ import annotations

import json
import re
from typing import NoReturn

from consult.ledger.errors import LedgerError
from consult.ledger.limits import DEPTH_LIMIT, INTEGER_LIMIT

_STRING = re.compile(rb'"(?:[^"\\\x00-\x1f]|\\.)*"', re.DOTALL)
_NUMBER = re.compile(rb"-?(?:0|[1-9][0-9]*)")
_LITERALS = (b"null", b"true", b"false")
_WHITESPACE = b" \t\r\n"


class NotCanonical(LedgerError):
    """Bytes are not canonical JSON; `offset` counts bytes from 0 to the first that departs.

    For a repeated or misplaced key it is the key's opening quote; for a string or number that
    could be written otherwise, the first byte in which the two spellings differ.
    """

    def __init__(self, offset: int, reason: str) -> None:
        self.offset = offset
        self.reason = reason
        super().__init__(f"byte {offset}: {reason}")


def first_departure(data: bytes) -> NotCanonical:
    """Return the error for the first departure; the caller knows that there is one."""
    scanner = _Scanner(data)
    try:
        end = scanner.value(0, 0)
    except NotCanonical as error:
        return error
    return NotCanonical(end, "something follows the end of the value")


class _Scanner:
    """A reader of one JSON value that stops at the first byte that is not canonical."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def value(self, at: int, depth: int) -> int:
        """Return the offset after the value that begins at `at`."""
        head = self.data[at : at + 1]
        if head == b'"':
            return self.string(at)[1]
        if head in (b"{", b"["):
            if depth >= DEPTH_LIMIT:
                raise NotCanonical(at, f"nested deeper than {DEPTH_LIMIT} levels")
            return self.members(at, depth) if head == b"{" else self.items(at, depth)
        if head == b"-" or head.isdigit():
            return self.number(at)
        for literal in _LITERALS:
            if self.data.startswith(literal, at):
                return at + len(literal)
        return self.unexpected(at, "a value")

    def items(self, at: int, depth: int) -> int:
        """Read a list."""
        at += 1
        if self.data[at : at + 1] == b"]":
            return at + 1
        while True:
            at = self.value(at, depth + 1)
            mark = self.data[at : at + 1]
            if mark == b"]":
                return at + 1
            if mark != b",":
                self.unexpected(at, "a comma or the end of the list")
            at += 1

    def members(self, at: int, depth: int) -> int:
        """Read an object, whose keys must rise in UTF-16 order without a repetition."""
        at += 1
        if self.data[at : at + 1] == b"}":
            return at + 1
        last: bytes | None = None
        while True:
            if self.data[at : at + 1] != b'"':
                self.unexpected(at, "a key")
            key, end = self.string(at)
            rank = key.encode("utf-16-be")
            if last is not None and rank <= last:
                reason = "a key is repeated" if rank == last else "a key stands out of order"
                raise NotCanonical(at, reason)
            last = rank
            if self.data[end : end + 1] != b":":
                self.unexpected(end, "a colon")
            at = self.value(end + 1, depth + 1)
            mark = self.data[at : at + 1]
            if mark == b"}":
                return at + 1
            if mark != b",":
                self.unexpected(at, "a comma or the end of the object")
            at += 1

    def string(self, at: int) -> tuple[str, int]:
        """Return a string and the offset after it."""
        match = _STRING.match(self.data, at)
        if match is None:
            self.broken_string(at)
        token = match.group()
        try:
            text = json.loads(token.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise NotCanonical(at + error.start, "not UTF-8") from error
        except json.JSONDecodeError as error:
            before = token.decode("utf-8")[: error.pos].encode("utf-8")
            raise NotCanonical(at + len(before), "an escape that JSON does not know") from error
        wanted = json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass")
        if wanted != token:
            same = next(i for i, byte in enumerate(wanted) if token[i] != byte)
            lone = any("\ud800" <= character <= "\udfff" for character in text)
            reason = "a lone surrogate, or an escape that is not the shortest"
            raise NotCanonical(at + same, reason if lone else "an escape that is not the shortest")
        return text, match.end()

    def broken_string(self, at: int) -> NoReturn:
        """Say whether a string holds a raw control character or never ends."""
        match = re.compile(rb'"(?:[^"\\\x00-\x1f]|\\.)*', re.DOTALL).match(self.data, at)
        end = match.end() if match else at
        if end < len(self.data) and self.data[end] < 0x20:
            raise NotCanonical(end, "a control character that is not escaped")
        raise NotCanonical(len(self.data), "a string does not end")

    def number(self, at: int) -> int:
        """Read an integer in its only spelling."""
        match = _NUMBER.match(self.data, at)
        if match is None:
            self.unexpected(at + 1, "a digit")
        token, end = match.group(), match.end()
        if token == b"-0":
            raise NotCanonical(at, "zero has no sign")
        following = self.data[end : end + 1]
        if following in (b".", b"e", b"E"):
            raise NotCanonical(end, "a number that is no plain integer")
        if following.isdigit():
            raise NotCanonical(end, "a number with leading zeros")
        if len(token) > 17 or abs(int(token)) > INTEGER_LIMIT:
            raise NotCanonical(at, "an integer lies beyond 2**53 - 1")
        return end

    def unexpected(self, at: int, wanted: str) -> NoReturn:
        """Refuse a byte that cannot stand here."""
        found = self.data[at : at + 1]
        if not found:
            raise NotCanonical(at, f"the data ends where {wanted} is wanted")
        if found in _WHITESPACE:
            raise NotCanonical(at, "whitespace between tokens")
        raise NotCanonical(at, f"{wanted} is wanted here")
