"""Two versions of a chapter beside each other, with what was said about each change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from consult.comments.selectors import discussion_of, tallies, tallies_of_removed
from consult.core.errors import NotThere
from consult.core.languages import in_order
from consult.drafts.models import Chapter, Version
from consult.drafts.rules.comparison import Row, RowState, Summary, compare, summary_of
from consult.drafts.selectors import BlockRow, blocks_of
from consult.portal.selectors.chapter import chapter_called
from consult.responses.selectors import ChangeAnswer, answers_to_changes
from consult.reviews.models import Review

PART = 300
"""Changes on one page. A revision of a long chapter fits; a rewritten one comes in parts, so that
no page grows without bound."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about a block: how many comments, where they stand, and the answers."""

    count: int
    address: str
    answers: Sequence[ChangeAnswer] = ()


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """What the page shows. `rows` are all rows of the part that is asked for."""

    review: Review
    chapter: Chapter
    versions: list[Version]
    old: Version
    new: Version
    languages: list[str]
    language: str
    summary: Summary
    rows: list[Row[BlockRow]]
    parts: dict[Any, int]
    part: int
    last_part: int
    first_change: int
    said: Mapping[Any, Said]
    is_whole: bool

    @property
    def changes(self) -> int:
        """How many changes there are on all parts."""
        return len(self.parts)


def comparison_page(
    *,
    review_slug: str,
    chapter_slug: str,
    numbers: tuple[int | None, int | None],
    wanted: Sequence[str],
    part: int,
    block: UUID | None = None,
) -> ComparisonPage:
    """Return the comparison of the versions with `numbers`, the older one first as it is asked.

    Without a number the second is the current version, and the first the one before the second,
    or itself where it is the first of all. `wanted` lists languages in the order in which the
    reader prefers them; only those in which both versions exist can be compared. `block` is the
    key of a block to be seen: the page is then the part in which it stands, whatever `part` says,
    and `is_whole` where it did not change. Raises `NotThere` where a version or the part is
    missing.
    """
    chapter = chapter_called(review_slug, chapter_slug)
    versions = list(chapter.versions.prefetch_related("renderings").order_by("number"))
    old, new = _chosen(chapter, versions, numbers)
    shared = {row.language for row in old.renderings.all()} & {
        row.language for row in new.renderings.all()
    }
    language = next((code for code in wanted if code in shared), new.source_language)
    rows = compare(blocks_of(old, language), blocks_of(new, language))
    changed = [row for row in rows if row.is_change and row.state is not RowState.LEFT]
    parts = {row.key: 1 + index // PART for index, row in enumerate(changed)}
    last_part = max(1, -(-len(changed) // PART))
    stands = None if block is None else _part_with(block, rows, parts)
    part = stands or part
    if not 1 <= part <= last_part:
        raise NotThere()
    return ComparisonPage(
        review=chapter.review,
        chapter=chapter,
        versions=versions,
        old=old,
        new=new,
        languages=in_order(shared, chapter.review.languages),
        language=language,
        summary=summary_of(rows),
        rows=_of_part(rows, parts, part, last_part),
        parts=parts,
        part=part,
        last_part=last_part,
        first_change=1 + (part - 1) * PART,
        said=_said(chapter, old, new),
        is_whole=stands is not None and block not in parts,
    )


def _chosen(
    chapter: Chapter, versions: list[Version], numbers: tuple[int | None, int | None]
) -> tuple[Version, Version]:
    by_number = {version.number: version for version in versions}
    current = next((each for each in versions if each.pk == chapter.current_id), None)
    new = by_number.get(numbers[1]) if numbers[1] is not None else current
    if new is None:
        raise NotThere()
    before = max((number for number in by_number if number < new.number), default=new.number)
    old = by_number.get(before if numbers[0] is None else numbers[0])
    if old is None:
        raise NotThere()
    return old, new


def _of_part(
    rows: list[Row[BlockRow]], parts: Mapping[Any, int], part: int, last_part: int
) -> list[Row[BlockRow]]:
    """Return the rows from the part's first change to its last, with what stands round them."""
    if last_part == 1:
        return rows
    begins = [index for index, row in enumerate(rows) if _part_of(row, parts) == part]
    ends = [index for index, row in enumerate(rows) if _part_of(row, parts) == part + 1]
    first = 0 if part == 1 else begins[0]
    return rows[first : ends[0] if ends else len(rows)]


def _part_with(block: UUID, rows: list[Row[BlockRow]], parts: Mapping[Any, int]) -> int | None:
    """Return the part in which a block of either version stands; None for other blocks."""
    part = 1
    for row in rows:
        part = _part_of(row, parts) or part
        if row.key == block and row.state is not RowState.LEFT:
            return part
    return None


def _part_of(row: Row[BlockRow], parts: Mapping[Any, int]) -> int | None:
    return None if row.state is RowState.LEFT else parts.get(row.key)


def _said(chapter: Chapter, old: Version, new: Version) -> dict[Any, Said]:
    """Return what was said by block key, in four queries whatever their number."""
    place = [chapter.review.slug, chapter.slug]
    first, last = sorted((old.number, new.number))
    answers = answers_to_changes(chapter, first, last)
    discussion = discussion_of(chapter)
    here = tallies(discussion) if discussion else {}
    gone = tallies_of_removed(discussion) if discussion else {}
    return {
        key: Said(
            count=here.get(key) or gone.get(key, 0),
            address=reverse("portal:block", args=[*place, key])
            if key in here
            else reverse("portal:whole", args=place),
            answers=answers.get(key, ()),
        )
        for key in {*here, *gone, *answers} - {None}
    }
