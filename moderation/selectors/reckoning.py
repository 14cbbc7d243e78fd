"""What the ledger says of moderation: the numbers that are kept, and the entries after them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce

from consult.core.models import Entry, Log
from consult.ledger.canonical import parse_canonical
from consult.reviews.models import Review
from moderation.models import Case, ListedAct, Reckoned
from moderation.models.figure import DIMENSIONS
from moderation.rules.reckoning import (
    CASE_EVENTS,
    EVENTS_READ,
    MEASURE_EVENTS,
    RESUBMITTED,
    SUBMITTED,
    Cell,
    Listed,
    ListedKind,
    Reckoner,
    Series,
)

READ_WITH_A_PAGE = 200
"""How many entries after the kept numbers a page still reads itself; a sweep keeps the rest."""
SUBJECTS_AT_ONCE = 500
LEAVES_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The numbers after the first `entries` of the log's `size` entries.

    `places` is how many acts of the public list are kept; `after` are those that follow them.
    """

    counts: Counter[Cell]
    entries: int
    size: int
    places: int = 0
    after: list[Listed] = field(default_factory=list)

    @property
    def is_current(self) -> bool:
        """Say whether every entry of the log is counted."""
        return self.entries == self.size


def reckoning_of(review: Review, *, within: tuple[Series, ...] = tuple(Series)) -> Reckoning:
    """Return a review's numbers, of some series or of all, as far as they are counted.

    Reads the kept numbers and at most `READ_WITH_A_PAGE` entries beside them: where more wait for
    the sweep, the numbers are those that are kept. At most six queries.
    """
    counts, entries, places = _kept_numbers(review, within)
    size = Log.objects.values_list("size", flat=True).get(pk=review.log_id)
    if size - entries > READ_WITH_A_PAGE:
        return Reckoning(counts, entries, size, places)
    found = read_entries(review, entries, size)
    counts.update({cell: count for cell, count in found.counts.items() if cell.series in within})
    return Reckoning(+counts, size, size, places, found.listed)


def _kept_numbers(review: Review, within: tuple[Series, ...]) -> tuple[Counter[Cell], int, int]:
    """Return the kept numbers, how many entries they count, and how many acts are kept.

    In one statement, so that what is counted meanwhile is in all three or in none.
    """
    figure = FilteredRelation("review__figures", condition=Q(review__figures__series__in=within))
    columns = [f"figure__{name}" for name in ("count", *DIMENSIONS)]
    kept = Reckoned.objects.filter(review=review).annotate(figure=figure)
    rows = list(kept.values_list("entries", "listed", *columns))
    counts = Counter(
        {Cell(Series(series), *rest): count for _, _, count, series, *rest in rows if count}
    )
    return (counts, rows[0][0], rows[0][1]) if rows else (counts, 0, 0)


def read_entries(review: Review, first: int, end: int) -> Reckoner:
    """Return what the entries from `first` up to `end` say, knowing those before them.

    At most four queries for each batch of texts or measures, however long the log before them is.
    """
    reckoner = Reckoner()
    batch = Entry.objects.filter(log_id=review.log_id, index__gte=first, index__lt=end)
    entries = list(batch.filter(event__in=EVENTS_READ).order_by("index"))
    if not entries:
        return reckoner
    if first:
        subjects = {one.subject for one in entries}
        cases = sorted(one for one in subjects if one.startswith("case:"))
        for leaf in _leaves_before(review, cases, first):
            reckoner.learn(leaf)
        measures = sorted(one for one in subjects if one.startswith("measure:"))
        for leaf in _measures_before(review, measures, first):
            reckoner.learn(leaf)
    for entry in entries:
        reckoner.read(parse_canonical(bytes(entry.leaf)))
    return reckoner


def reckon_anew(review: Review) -> tuple[Reckoner, int]:
    """Return what the whole log says, read from its beginning, and how many entries that were."""
    reckoner = Reckoner()
    size = Log.objects.values_list("size", flat=True).get(pk=review.log_id)
    leaves = Entry.objects.filter(log_id=review.log_id, index__lt=size, event__in=EVENTS_READ)
    ordered = leaves.order_by("index").values_list("leaf", flat=True)
    for leaf in ordered.iterator(chunk_size=LEAVES_AT_ONCE):
        reckoner.read(parse_canonical(bytes(leaf)))
    return reckoner, size


def reviews_to_reckon() -> list[Review]:
    """Return the reviews whose log holds entries that are not yet counted, in one query."""
    counted = Coalesce("reckoned__entries", 0)
    return list(Review.objects.alias(counted=counted).filter(log__size__gt=F("counted")))


def listed_page(
    review: Review, *, kind: ListedKind | None, before: int | None, size: int
) -> tuple[list[Listed], int | None]:
    """Return acts of the list, the newest first, and where the next page begins, if there is one.

    `before` is the entry of the ledger that the page goes on from; acts of one entry are never
    parted, so a page may hold one or two more than `size`.
    """
    reckoned = reckoning_of(review, within=(Series.LISTED,))
    found = [one for one in reversed(reckoned.after) if kind in (None, one.kind)]
    if before is not None:
        found = [one for one in found if one.entry < before]
    if len(found) <= size:
        found += _kept(review, kind, before, reckoned.places, size + 3 - len(found))
    shown = found[:size]
    rest = found[size:]
    while rest and rest[0].entry == shown[-1].entry:
        shown.append(rest.pop(0))
    return shown, shown[-1].entry if rest else None


def all_listed(review: Review) -> Iterator[Listed]:
    """Yield every act of the list, the oldest first, a bounded number at a time."""
    reckoned = reckoning_of(review, within=(Series.LISTED,))
    place = 0
    while place < reckoned.places:
        rows = ListedAct.objects.filter(
            review=review, place__gt=place, place__lte=min(place + LEAVES_AT_ONCE, reckoned.places)
        )
        for row in rows.order_by("place"):
            yield row.listed
        place += LEAVES_AT_ONCE
    yield from reckoned.after


def _kept(
    review: Review, kind: ListedKind | None, before: int | None, places: int, most: int
) -> list[Listed]:
    rows = ListedAct.objects.filter(review=review, place__lte=places)
    if kind is not None:
        rows = rows.filter(kind=kind)
    if before is not None:
        # The place by which the index goes on is that of the first act of the entry.
        first = ListedAct.objects.filter(review=review, entry__gte=before).order_by("place").first()
        if first is not None:
            rows = rows.filter(place__lt=first.place)
    return [row.listed for row in rows.order_by("-place")[:most]]


def _leaves_before(review: Review, subjects: list[str], first: int) -> Iterator[Any]:
    """Yield, in their order, the earlier entries about the texts of these cases."""
    for start in range(0, len(subjects), SUBJECTS_AT_ONCE):
        cases = subjects[start : start + SUBJECTS_AT_ONCE]
        ids = [UUID(case.partition(":")[2]) for case in cases]
        texts = Case.objects.filter(pk__in=ids).values_list("kind", "subject_id")
        about = Q(subject__in=cases, event__in=CASE_EVENTS) | Q(
            subject__in=[f"{kind}:{text}" for kind, text in texts],
            event__in=SUBMITTED | {RESUBMITTED},
        )
        earlier = Entry.objects.filter(about, log_id=review.log_id, index__lt=first)
        for leaf in earlier.order_by("index").values_list("leaf", flat=True):
            yield parse_canonical(bytes(leaf))


def _measures_before(review: Review, subjects: list[str], first: int) -> Iterator[Any]:
    """Yield, in their order, the earlier entries about these measures."""
    for start in range(0, len(subjects), SUBJECTS_AT_ONCE):
        earlier = Entry.objects.filter(
            subject__in=subjects[start : start + SUBJECTS_AT_ONCE],
            event__in=MEASURE_EVENTS,
            log_id=review.log_id,
            index__lt=first,
        )
        for leaf in earlier.order_by("index").values_list("leaf", flat=True):
            yield parse_canonical(bytes(leaf))
