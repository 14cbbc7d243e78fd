"""The moderators' queue: what waits, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator

from consult.reviews.models import Review
from moderation.models import Case
from moderation.rules.judging import is_held, is_own
from moderation.rules.states import CaseState

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case, who holds it at the moment, and whether the reader may not judge it."""

    case: Case
    held_by: Any
    is_own: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of the queue and the languages that it could be narrowed to."""

    rows: list[QueueRow]
    page: Page[Case]
    languages: list[str]


def queue_page(
    *, person: Any, review: Review, state: CaseState, language: str, number: Any, now: datetime
) -> QueuePage:
    """Return a page of the cases in a state, oldest first, in three queries whatever they are.

    `language` narrows to one language, "" does not; a page number that is none counts as the
    nearest.
    """
    cases = Case.objects.filter(review=review, state=state)
    languages = sorted(cases.order_by().values_list("language", flat=True).distinct())
    if language:
        cases = cases.filter(language=language)
    ordered = cases.select_related("claimed_by").order_by("opened_at", "pk")
    page = Paginator(ordered, PAGE_SIZE).get_page(number)
    found = list(page.object_list)
    rows = [QueueRow(case, holder(case, now), own_case(case, person)) for case in found]
    return QueuePage(rows, page, languages)


def holder(case: Case, now: datetime) -> Any:
    """Return who holds the case at `now`, or None."""
    return case.claimed_by if is_held(case.claimed_by_id, case.claimed_until, now) else None


def own_case(case: Case, person: Any) -> bool:
    """Say whether the text comes from the person or from their organisation."""
    return is_own(case.author_id, case.organisation_id, person.pk, person.organisation_id)
