"""The numbers about moderation are kept, so that no page has to count a long log."""

from __future__ import annotations

from typing import Any

from consult.core.models import Log
from consult.core.transactions import command, step
from consult.reviews.models import Review
from moderation.models import Figure, ListedAct, Reckoned
from moderation.models.figure import DIMENSIONS
from moderation.rules.reckoning import Cell, Listed, Reckoner
from moderation.selectors import read_entries, reckon_anew

ENTRIES_AT_ONCE = 1_000
ROWS_AT_ONCE = 500


@step
def keep_figures_step(*, review: Review) -> int:
    """Count up to `ENTRIES_AT_ONCE` entries of the log that are not yet counted; say how many.

    Anybody may, since it follows from the ledger alone. Guarantees that each entry is counted
    once, however many do this at the same time.
    """
    kept = _locked(review)
    size = Log.objects.values_list("size", flat=True).get(pk=review.log_id)
    end = min(size, kept.entries + ENTRIES_AT_ONCE)
    counted = end - kept.entries
    if not counted:
        return 0
    found = read_entries(review, kept.entries, end)
    _add(review, found)
    _append(review, found.listed, after=kept.listed)
    kept.entries, kept.listed = end, kept.listed + len(found.listed)
    kept.save(update_fields=["entries", "listed"])
    return counted


@step
def recount_figures_step(*, review: Review) -> bool:
    """Count the whole log again and keep what that gives; say whether it was kept before.

    Nothing is written where the kept numbers agree with the entries that they count.
    """
    kept = _locked(review)
    anew, size = reckon_anew(review)
    if kept.entries == size and _agrees(review, anew):
        return True
    was_right = kept.entries < size and _agrees(review, read_entries(review, 0, kept.entries))
    Figure.objects.filter(review=review).delete()
    ListedAct.objects.filter(review=review).delete()
    _add(review, anew)
    _append(review, anew.listed, after=0)
    kept.entries, kept.listed = size, len(anew.listed)
    kept.save(update_fields=["entries", "listed"])
    return was_right


def _locked(review: Review) -> Reckoned:
    Reckoned.objects.get_or_create(review=review)
    return Reckoned.objects.select_for_update(of=("self",)).get(review=review)


def _agrees(review: Review, found: Reckoner) -> bool:
    figures = {figure.cell: figure.count for figure in Figure.objects.filter(review=review)}
    acts = ListedAct.objects.filter(review=review).order_by("place")
    nonzero = {cell: count for cell, count in found.counts.items() if count}
    return figures == nonzero and [act.listed for act in acts] == found.listed


def _add(review: Review, found: Reckoner) -> None:
    """Add to the kept numbers; what comes to nothing, since it was taken back, goes."""
    changes = {cell: count for cell, count in found.counts.items() if count}
    series = {cell.series for cell in changes}
    known = {row.cell: row for row in Figure.objects.filter(review=review, series__in=series)}
    changed = []
    for cell, row in known.items():
        if cell in changes:
            row.count += changes.pop(cell)
            changed.append(row)
    new = [Figure(review=review, count=count, **_columns(cell)) for cell, count in changes.items()]
    Figure.objects.bulk_create(new, batch_size=ROWS_AT_ONCE)
    Figure.objects.bulk_update([row for row in changed if row.count], ["count"], ROWS_AT_ONCE)
    gone = [row.pk for row in changed if not row.count]
    if gone:
        Figure.objects.filter(pk__in=gone).delete()


def _columns(cell: Cell) -> dict[str, Any]:
    return {name: getattr(cell, name) for name in DIMENSIONS}


def _append(review: Review, listed: list[Listed], *, after: int) -> None:
    ListedAct.objects.bulk_create(
        [
            ListedAct(
                review=review,
                place=place,
                entry=one.entry,
                kind=one.kind,
                number=one.number,
                rule=one.rule,
                code_version=one.code_version,
                source=one.source,
                order_source=one.order_source,
                at=one.at,
            )
            for place, one in enumerate(listed, start=after + 1)
        ],
        batch_size=ROWS_AT_ONCE,
    )


@command
def keep_figures(**arguments: Any) -> int:
    """Count what is not yet counted: see `keep_figures_step`."""
    return keep_figures_step(**arguments)


@command
def recount_figures(**arguments: Any) -> bool:
    """Count the whole log again: see `recount_figures_step`."""
    return recount_figures_step(**arguments)
