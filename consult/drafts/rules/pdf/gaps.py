"""The places at which two streams differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consult.drafts.rules.pdf.stream import Stream
from consult.drafts.rules.sequences import Common

FARTHEST = 40
"""Units by which a gap is moved at most: a long sentence."""

ENDS = frozenset(".!?。！？؟")


@dataclass(frozen=True, slots=True)
class Gap:
    """Units between two common runs: those of the version and those of the PDF, by index.

    `is_outer` says that it stands before the first or after the last common run.
    """

    old: range
    new: range
    is_outer: bool


def gaps_between(runs: Sequence[Common], old_size: int, new_size: int) -> list[Gap]:
    """Return the gaps before, between and after common runs, empty ones left out."""
    gaps: list[Gap] = []
    old_at = new_at = 0
    for index, run in enumerate([*runs, Common(old_size, new_size, 0)]):
        old, new = range(old_at, run.old), range(new_at, run.new)
        if old or new:
            gaps.append(Gap(old, new, index in (0, len(runs))))
        old_at, new_at = run.old + run.size, run.new + run.size
    return gaps


def settled(runs: Sequence[Common], units: Sequence[str]) -> list[Common]:
    """Return the runs with the first and the last moved to their neighbours where they fit there.

    A heading stands in a table of contents too, and matching alone cannot tell which of the two
    belongs to the text; it is the one that stands beside it.
    """
    found = list(runs)
    while len(found) > 1:
        first, second = found[0], found[1]
        at = second.new - first.size
        same = units[at : second.new] == units[first.new : first.new + first.size]
        if first.old + first.size != second.old or not same:
            break
        found[:2] = [Common(first.old, at, first.size + second.size)]
    while len(found) > 1:
        before, last = found[-2], found[-1]
        at = before.new + before.size
        same = units[at : at + last.size] == units[last.new : last.new + last.size]
        if before.old + before.size != last.old or not same:
            break
        found[-2:] = [Common(before.old, before.new, before.size + last.size)]
    return found


def slid(runs: Sequence[Common], old: Stream, new: Stream) -> list[Common]:
    """Return the runs with gaps on one side moved to where a block or a sentence begins.

    Of “planted. [Half grew.] Most grew.” and “planted[. Half grew]. Most grew.” matching alone
    cannot tell which is meant.
    """
    found = list(runs)
    for index in range(len(found) - 1):
        before, after = found[index], found[index + 1]
        room = range(-min(before.size, FARTHEST), min(after.size, FARTHEST) + 1)
        old_gap = range(before.old + before.size, after.old)
        new_gap = range(before.new + before.size, after.new)
        if old_gap and not new_gap:
            step = _step(old, old_gap, room)
        elif new_gap and not old_gap:
            step = _step(new, new_gap, room)
        else:
            continue
        found[index] = Common(before.old, before.new, before.size + step)
        found[index + 1] = Common(after.old + step, after.new + step, after.size - step)
    return [run for run in found if run.size]


def _step(stream: Stream, gap: range, room: range) -> int:
    """Return by how much a gap moves, the least that brings it to a beginning, else 0."""
    steps = [0]
    for step in range(1, room.stop):
        if stream.units[gap.start + step - 1] != stream.units[gap.stop + step - 1]:
            break
        steps.append(step)
    for step in range(-1, room.start - 1, -1):
        if stream.units[gap.start + step] != stream.units[gap.stop + step]:
            break
        steps.append(step)
    fitting = [step for step in steps if _begins(stream, gap.start + step)]
    return min(fitting, key=abs, default=0)


def _begins(stream: Stream, at: int) -> bool:
    """Say whether a sentence, a block or a page begins with a unit."""
    if at == 0 or stream.places[at - 1] != stream.places[min(at, len(stream.places) - 1)]:
        return True
    return stream.units[at - 1] in ENDS
