"""The lines of a PDF's pages as one stream: without what repeats on each page, words made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from consult.drafts.rules.pdf.stream import Stream, compared
from consult.drafts.rules.words import is_word

Pages = Sequence[Sequence[tuple[str, float]]]

EDGE = 2
"""Rows at the head and at the foot of a page among which running heads and page numbers stand:
a head of two rows is common, one of three is not."""

SAME_ROW = 3.0
"""Points of difference in height within which pieces of a line stand in one row."""

REPEATED = 3
"""Pages on which the same words stand at the same edge before they count as furniture; a short
document needs them on all of its pages, at least two."""

APART = 1.5
"""Times the step from row to row that part a running head from the text; as the step counts the
one that a quarter of all are smaller than, since those between paragraphs are larger."""

LEAST = 14.0
"""Points that part a running head at least: rows of columns side by side come in smaller steps."""

FEW_STEPS = 3
"""Fewer steps than these do not tell what is usual; then all rows count as set apart."""

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[\W_]*(?:\d{1,4}|[ivxlc]{1,7})[\W_]*", re.IGNORECASE)
_BROKEN = re.compile(r"[-\u2010\u2011\xad\x02\ufffe]$")
_LAST = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"^[^\W\d_]+")


def stream_of_pages(pages: Pages, known: Stream, *, punctuation: bool) -> Stream:
    """Return the stream of a PDF's text, each unit placed by the number of its page from 1.

    Left out as page furniture is a row among the first or last two of a page, set apart from the
    text, that is nothing but a page number, or that stands there on three pages or more with at
    most its numbers different. Its first occurrence stays, as optional, where the known text has
    the words of it, as of a title that is the running head too. A row that repeats there without
    being set apart stays, as optional, where the known text has its words: so the header of a
    table is set anew on each page.

    A word that is cut by a hyphen at the end of a line is joined, unless the known text has it
    with the hyphen and not without.
    """
    repeated = _repeated(pages)
    said = " ".join(["", *(unit for unit in known.units if is_word(unit)), ""])
    seen: set[str] = set()
    lines: list[tuple[str, int, bool]] = []
    for page, rows in enumerate(pages, 1):
        for at, (text, _height) in enumerate(rows):
            is_apart = repeated.get((page, at))
            if is_apart is None:
                lines.append((text, page, False))
                continue
            words = " ".join(["", *compared(text), ""])
            # A number stands in any text.
            is_said = words in said and any(map(str.isalpha, words))
            if not (is_apart or is_said):
                lines.append((text, page, False))
            elif is_said and words not in seen:
                lines.append((text, page, True))
            if is_apart:
                seen.add(words)
    body = iter(_whole([text for text, _page, optional in lines if not optional], known.units))
    stream = Stream()
    for text, page, optional in lines:
        words = text if optional else next(body)
        stream.add(words, page, punctuation=punctuation, optional=optional)
    return stream


def _repeated(pages: Pages) -> dict[tuple[int, int], bool]:
    """Return page and index of the lines that repeat at the edges, True where set apart."""
    edges = [
        (page, at, edge, is_apart, _DIGITS.sub("#", " ".join(compared(rows[at][0]))))
        for page, rows in enumerate(pages, 1)
        for at, edge, is_apart in _edges([height for _text, height in rows])
    ]
    counts = Counter(
        (edge, words) for _page, edge, words in {(row[0], row[2], row[4]) for row in edges}
    )
    enough = max(2, min(REPEATED, len(pages)))
    found: dict[tuple[int, int], bool] = {}
    for page, at, edge, is_apart, words in edges:
        is_number = is_apart and _PAGE_NUMBER.fullmatch(pages[page - 1][at][0]) is not None
        if is_number or counts[edge, words] >= enough:
            found[page, at] = is_apart or found.get((page, at), False)
    return found


def _edges(heights: Sequence[float]) -> Iterator[tuple[int, str, bool]]:
    """Yield the lines in the first and last rows of a page, their edge, and whether set apart."""
    rows: list[float] = []
    for height in sorted(set(heights), reverse=True):
        if not rows or rows[-1] - height > SAME_ROW:
            rows.append(height)
    steps = [above - below for above, below in pairwise(rows)]
    wide = max(LEAST, APART * sorted(steps)[len(steps) // 4]) if steps else LEAST
    head, foot = _set_apart(steps, wide), _set_apart(steps[::-1], wide)
    for at, height in enumerate(heights):
        row = next(index for index, top in enumerate(rows) if top - height <= SAME_ROW)
        if row < EDGE:
            yield at, "head", row < head
        if row >= len(rows) - EDGE:
            yield at, "foot", row >= len(rows) - foot


def _set_apart(steps: Sequence[float], wide: float) -> int:
    """Return how many rows at an edge a wide step parts from the text."""
    if len(steps) < FEW_STEPS:
        return EDGE
    return max((index + 1 for index, step in enumerate(steps[:EDGE]) if step >= wide), default=0)


def _whole(lines: list[str], known: Sequence[str]) -> list[str]:
    """Return the lines, a word cut at the end of one made whole there and taken from the next."""
    vocabulary = frozenset(known)
    hyphened = {
        (known[at - 1], known[at + 1])
        for at, unit in enumerate(known[:-1])
        if unit == "-" and at > 0
    }
    whole = list(lines)
    # From the last line up, since a long word in a narrow column is cut more than once.
    for index in reversed(range(len(whole) - 1)):
        text, following = whole[index], whole[index + 1]
        stem, tail = _LAST.search(text[:-1]), _FIRST.search(following)
        if not (_BROKEN.search(text) and stem and tail):
            continue
        apart = [*compared(stem.group()), *compared(tail.group())]
        keeps = "".join(apart) not in vocabulary and tuple(apart) in hyphened
        whole[index] = text[:-1] + ("-" if keeps else "") + tail.group()
        whole[index + 1] = following[tail.end() :]
    return whole
