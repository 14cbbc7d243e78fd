"""Passages that stand in another place of the PDF than of the text.

A designer sets notes at the foot of pages, captions beside pictures, and boxes where there is
room; the order of a PDF is that of its making. So what is missing in one place and added in
another is no difference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from consult.drafts.rules.pdf.gaps import Gap
from consult.drafts.rules.pdf.stream import Stream
from consult.drafts.rules.sequences import common_runs

GRAM = 3
"""Units in a row by which a passage is looked for, and the fewest that count as found again:
pairs of words are found anywhere."""

MOST_PLACES = 20
"""Places of one gram that are tried: phrases that recur more often tell no place."""

SLACK = 8
"""Units by which a passage may have grown or shrunk and still be looked for as one."""

ENOUGH = 0.6
"""Share of a passage that must stand in the other place: more than half, so that a passage never
counts as found in two places."""

NEAR = 16
"""Units by which a word may stand away from its place where a line is held in pieces: a line of a
column has about as many."""


@dataclass(slots=True)
class Elsewhere:
    """Indices of units that were found in another place, in the version and in the PDF."""

    old: set[int] = field(default_factory=set)
    new: set[int] = field(default_factory=set)
    passages: int = 0


def found_elsewhere(version: Stream, pdf: Stream, gaps: Sequence[Gap]) -> Elsewhere:
    """Find what is missing in one gap among what is added in others, the longest passages first."""
    found = Elsewhere()
    grams = _grams(pdf.units, [gap.new for gap in gaps])
    passages = [passage for gap in gaps for passage in _passages(version, gap.old)]
    for passage in sorted(passages, key=len, reverse=True):
        units = [version.units[at] for at in passage]
        window = _window(units, grams, found.new)
        if not window:
            continue
        runs = common_runs(units, [pdf.units[at] for at in window])
        pairs = [
            (passage[run.old + step], window[run.new + step])
            for run in runs
            for step in range(run.size)
        ]
        if len(pairs) >= max(GRAM, ENOUGH * len(units)):
            found.old.update(old for old, _new in pairs)
            found.new.update(new for _old, new in pairs)
            found.passages += 1
    return found


def add_nearby(found: Elsewhere, version: Stream, pdf: Stream, gaps: Sequence[Gap]) -> None:
    """Find single words that are missing in one gap and added a few words away.

    For languages written from right to left, of which a PDF holds a line with numbers, notes or
    vowel signs in pieces and these in the order in which they are seen.
    """
    added: dict[str, list[int]] = {}
    for gap in gaps:
        for at in gap.new:
            if at not in found.new:
                added.setdefault(pdf.units[at], []).append(at)
    for gap in gaps:
        for at in gap.old:
            places = added.get(version.units[at], []) if at not in found.old else []
            here = bisect_left(places, gap.new.start)
            around = [index for index in (here - 1, here) if 0 <= index < len(places)]
            nearest = min(around, key=lambda index: abs(places[index] - gap.new.start), default=-1)
            if nearest >= 0 and abs(places[nearest] - gap.new.start) <= NEAR:
                found.old.add(at)
                found.new.add(places.pop(nearest))


def _passages(version: Stream, gap: range) -> Iterator[list[int]]:
    """Yield the parts of a gap that belong to one block, those that are long enough."""
    for _block, indices in groupby(gap, key=lambda at: version.places[at]):
        passage = list(indices)
        if len(passage) >= GRAM:
            yield passage


def _grams(units: Sequence[str], gaps: Sequence[range]) -> dict[tuple[str, ...], list[range]]:
    """Return for each gram where it begins among the added units: from there to its gap's end."""
    grams: dict[tuple[str, ...], list[range]] = {}
    for gap in gaps:
        for at in range(gap.start, gap.stop - GRAM + 1):
            grams.setdefault(tuple(units[at : at + GRAM]), []).append(range(at, gap.stop))
    return grams


def _window(
    units: Sequence[str], grams: dict[tuple[str, ...], list[range]], taken: set[int]
) -> list[int]:
    """Return the indices of the PDF among which most grams of a passage stand in line."""
    votes: Counter[tuple[int, int]] = Counter()
    for at in range(len(units) - GRAM + 1):
        places = grams.get(tuple(units[at : at + GRAM]), ())
        for place in places[:MOST_PLACES]:
            if place.start not in taken:
                votes[place.start - at, place.stop] += 1
    if not votes:
        return []
    (begins, gap_ends), _count = max(votes.items(), key=lambda vote: (vote[1], -vote[0][0]))
    reach = range(max(0, begins - SLACK), min(gap_ends, begins + len(units) + SLACK))
    return [at for at in reach if at not in taken]
