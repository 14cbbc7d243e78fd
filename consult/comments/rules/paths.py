"""Materialised paths: a comment's place in its discussion, as text that sorts in reading order.

A path is one segment of fixed width a level. Segments are decimal digits because digits stand in
the same order in every database collation, which letters do not (Danish sorts "aa" after "z").
"""

from __future__ import annotations

from typing import Final

from consult.core.errors import DomainError, N_

SEGMENT: Final = 7
MAX_DEPTH: Final = 8
MAX_LENGTH: Final = SEGMENT * (MAX_DEPTH + 1)
_MOST: Final = 10**SEGMENT - 1


class DiscussionFull(DomainError):
    """A level of a discussion holds ten million entries and takes no more."""

    code = "discussion_full"
    status = 409
    message = N_("This discussion takes no more comments. Start from another paragraph.")


def child_path(parent: str, number: int) -> str:
    """Return the path of the `number`th entry, counted from 1, below `parent` ("" at the top).

    Raises `DiscussionFull` beyond what a segment can count.
    """
    if not 1 <= number <= _MOST:
        raise DiscussionFull()
    return f"{parent}{number:0{SEGMENT}d}"


def depth_of(path: str) -> int:
    """Return how many levels a path lies below the top: 0 for one that begins a thread."""
    return len(path) // SEGMENT - 1


def root_of(path: str) -> str:
    """Return the path of the comment that began the thread."""
    return path[:SEGMENT]


def parent_for_reply(path: str) -> str:
    """Return the path below which a reply to the comment at `path` is placed.

    That is the comment itself, or above the deepest level its parent: the reply then stands
    beside what it replies to, so that a long exchange stays readable on a narrow screen.
    """
    return path if depth_of(path) < MAX_DEPTH else path[:-SEGMENT]


def just_before(path: str) -> str:
    """Return a text that sorts after everything before `path` and before `path` itself.

    As the key of a page it makes the page begin with the comment at `path`.
    """
    number = int(path[-SEGMENT:]) - 1
    return f"{path[:-SEGMENT]}{number:0{SEGMENT}d}".ljust(MAX_LENGTH, "9")


def is_key(text: str) -> bool:
    """Say whether a text from an address can stand as the key of a page."""
    return len(text) <= MAX_LENGTH and text.isascii() and text.isdigit()
