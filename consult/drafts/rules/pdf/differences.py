"""Where the text of a PDF differs from a published version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from consult.drafts.rules.pdf.elsewhere import add_nearby, found_elsewhere
from consult.drafts.rules.pdf.gaps import Gap, gaps_between, settled, slid
from consult.drafts.rules.pdf.stream import Stream
from consult.drafts.rules.sequences import common_runs

CONTEXT = 6
"""Units of the version shown before a difference, so that it can be found on the page."""

SMALL = 5
"""Units before or after the version's text up to which they are a difference; more are another
text that the PDF holds too, such as other chapters of a report."""

UNCUT = 40_000
"""Some 200 units on each side: two paragraphs. Beyond, what only they have marks the places, since
reports repeat their sentences."""


class DifferenceKind(StrEnum):
    """What is wrong at a place."""

    MISSING = "missing"
    ADDED = "added"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the version that the PDF lacks, words that it has instead, or both.

    `block` is the index of the block of the version in which, or after whose words, it stands;
    `page` counts the PDF's pages from 1. `before` are the words before it.
    """

    kind: DifferenceKind
    block: int
    page: int
    missing: str
    added: str
    before: str


@dataclass(frozen=True, slots=True)
class Outside:
    """Text of the PDF before the first or after the last words of the version."""

    page: int
    words: int
    begins: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome: whether the PDF has the version's text, and where not.

    `elsewhere` counts passages that stand in another place of the PDF than of the text, such as
    notes at the foot of a page; they are no difference. `outside` is what precedes and follows
    the version's text, such as other chapters.
    """

    differences: tuple[Difference, ...]
    outside: tuple[Outside, ...]
    elsewhere: int

    @property
    def is_same(self) -> bool:
        """Say whether the PDF's text is the version's, nothing missing, added or around it."""
        return not self.differences and not self.outside


def differences(version: Stream, pdf: Stream, *, in_pieces: bool = False) -> Verdict:
    """Compare the text of a PDF with that of a version. Deterministic.

    `in_pieces` says that words may stand a little away from their place: see `add_nearby`.

    Every unit of the version that is not optional stands in the PDF or in one difference, and
    every unit of the PDF in the version, in one difference or outside.
    """
    found_runs = settled(common_runs(version.units, pdf.units, uncut=UNCUT), pdf.units)
    runs = slid(found_runs, version, pdf)
    gaps = gaps_between(runs, len(version.units), len(pdf.units))
    elsewhere = found_elsewhere(version, pdf, gaps)
    if in_pieces:
        add_nearby(elsewhere, version, pdf, gaps)
    found: list[Difference] = []
    outside: list[Outside] = []
    for gap in gaps:
        missing = [at for at in gap.old if at not in elsewhere.old and at not in version.optional]
        added = [at for at in gap.new if at not in elsewhere.new and at not in pdf.optional]
        if gap.is_outer and runs and len(added) > 2 * len(missing) + SMALL:
            outside.append(
                Outside(pdf.places[added[0]], len(added), pdf.excerpt(added[: 2 * CONTEXT]))
            )
            added = []
        found.extend(_told(version, pdf, gap, missing, added))
    return Verdict(tuple(found), tuple(outside), elsewhere.passages)


def _told(
    version: Stream, pdf: Stream, gap: Gap, missing: Sequence[int], added: Sequence[int]
) -> Iterator[Difference]:
    """Yield the differences of a gap, one for each block that lacks words."""
    if "".join(version.units[at] for at in missing) == "".join(pdf.units[at] for at in added):
        return
    page = pdf.place_at(added[0] if added else gap.new.start, otherwise=1)
    if not missing:
        at = gap.old.start
        before = version.excerpt(range(max(0, at - CONTEXT), at))
        block = version.place_at(max(0, at - 1), otherwise=0)
        yield Difference(DifferenceKind.ADDED, block, page, "", pdf.excerpt(added), before)
    for block, indices in groupby(missing, key=lambda at: version.places[at]):
        lacking = list(indices)
        begun = max(0, lacking[0] - CONTEXT)
        yield Difference(
            DifferenceKind.REPLACED if added else DifferenceKind.MISSING,
            block,
            page,
            version.excerpt(lacking),
            pdf.excerpt(added),
            version.excerpt(at for at in range(begun, lacking[0]) if version.places[at] == block),
        )
        added = []
