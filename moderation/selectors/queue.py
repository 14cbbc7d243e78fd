"""The moderators' queue: what waits, the most urgent first.

The day by which a decision is promised comes first, in the review's time zone; of one day's cases
those that more signals point at, and then the oldest. One index holds that order for every state.
Pages go on from a case and counts end at `COUNTED_TO`, so that a long queue costs what a short
one does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from consult.accounts.selectors import reads_of
from consult.reviews.models import Review
from moderation.models import Campaign, Case
from moderation.rules.judging import is_held, is_own
from moderation.rules.promise import PROMISED, due_at, is_overdue
from moderation.rules.queue_filter import Holder, QueueFilter
from moderation.rules.states import CaseState
from moderation.selectors.modes import published_unread
from moderation.selectors.translations import with_translation

PAGE_SIZE = 25
COUNTED_TO = 200
ORDER = ("due_on", "-priority", "opened_at", "pk")
BESIDE = ("claimed_by", "admission", "campaign_text__campaign")


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case with its due date, who holds it at the moment, and what the reader may do with it.

    `can_decide` is false for one's own texts, those that somebody else holds, and decided ones;
    `passed` says that changes were asked for and the date to send them is over. `is_public` marks
    a text that was published before anybody read it. `campaign` is there where the row is for all
    texts of a group that wait; they have a page.
    """

    case: Case
    held_by: Any
    is_own: bool
    due_at: datetime
    is_overdue: bool
    can_decide: bool
    passed: bool = False
    is_public: bool = False
    campaign: Campaign | None = None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of the queue. `count` ends at one more than `COUNTED_TO`.

    `before` and `after` are the cases that the neighbouring pages go on from, None at an end.
    """

    rows: list[QueueRow]
    count: int
    before: UUID | None
    after: UUID | None

    @property
    def is_counted(self) -> bool:
        """Say whether `count` is the whole number."""
        return self.count <= COUNTED_TO


def queue_page(
    *,
    person: Any,
    review: Review,
    narrowed: QueueFilter,
    now: datetime,
    before: UUID | None = None,
    after: UUID | None = None,
) -> QueuePage:
    """Return the page that follows the case `after` or ends with the one before `before`.

    Two queries, one more where it goes on from a case; a case that is none means the first page.
    """
    cases = _narrowed(person, review, narrowed, now)
    count = cases.order_by().values("pk")[: COUNTED_TO + 1].count()
    asked = before or after
    start = Case.objects.filter(review=review, pk=asked).first() if asked else None
    ordered = with_translation(cases, reads_of(person))
    ordered = ordered.select_related(*BESIDE).order_by(*ORDER)
    backwards = start is not None and before is not None
    if start is not None:
        ordered = ordered.filter(_earlier(start) if backwards else _later(start))
    if backwards:
        ordered = ordered.reverse()
    found = list(ordered[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    if backwards:
        found.reverse()
    has_before = more if backwards else start is not None
    has_after = True if backwards else more
    return QueuePage(
        rows=[_row(case, person, now) for case in found],
        count=count,
        before=found[0].pk if found and has_before else None,
        after=found[-1].pk if found and has_after else None,
    )


def next_case(
    *, person: Any, review: Review, narrowed: QueueFilter, passed: Case, now: datetime
) -> UUID | None:
    """Return the next case after one that the person may decide, else the first; None if none."""
    cases = _narrowed(person, review, narrowed, now).filter(_open_to(person, now)).order_by(*ORDER)
    others = cases.exclude(pk=passed.pk).values_list("pk", flat=True)
    return others.filter(_later(passed)).first() or others.first()


def count_new(
    *, person: Any, review: Review, narrowed: QueueFilter, since: datetime, now: datetime
) -> int:
    """Return how many cases have come in after `since`, up to one more than `COUNTED_TO`."""
    cases = _narrowed(person, review, narrowed, now).filter(opened_at__gt=since)
    return cases.values("pk")[: COUNTED_TO + 1].count()


def ticked_rows(*, person: Any, review: Review, ids: list[UUID], now: datetime) -> list[QueueRow]:
    """Return these cases of the review in the queue's order, one query; unknown ones are left out.

    At most a page of them, since nobody can tick more.
    """
    cases = Case.objects.filter(review=review, pk__in=ids[:PAGE_SIZE])
    cases = with_translation(cases, reads_of(person))
    found = cases.select_related(*BESIDE).order_by(*ORDER)
    return [_row(case, person, now) for case in found]


def holder(case: Case, now: datetime) -> Any:
    """Return who holds the case at `now`, or None."""
    return case.claimed_by if is_held(case.claimed_by_id, case.claimed_until, now) else None


def own_case(case: Case, person: Any) -> bool:
    """Say whether the text comes from the person or from their organisation."""
    return is_own(case.author_id, case.organisation_id, person.pk, person.organisation_id)


def _row(case: Case, person: Any, now: datetime) -> QueueRow:
    held_by, own = holder(case, now), own_case(case, person)
    waits = case.state == CaseState.PENDING
    campaign = _campaign(case)
    return QueueRow(
        case=case,
        held_by=held_by,
        is_own=own,
        due_at=due_at(case.opened_at),
        is_overdue=waits and is_overdue(case.opened_at, now),
        can_decide=waits and not own and held_by in (None, person) and campaign is None,
        is_public=waits and published_unread(case) is not None,
        passed=case.state == CaseState.CHANGES_REQUESTED
        and case.resubmit_until is not None
        and case.resubmit_until <= now,
        campaign=campaign,
    )


def _campaign(case: Case) -> Campaign | None:
    """Return the group that the case's row stands for: some wait, or it joins a confirmed one."""
    text = getattr(case, "campaign_text", None)
    campaign: Campaign | None = text.campaign if text and text.is_waiting else None
    if campaign is None or campaign.voices < 2:
        return None
    return campaign


def _narrowed(
    person: Any, review: Review, narrowed: QueueFilter, now: datetime
) -> QuerySet[Case, Case]:
    cases = Case.objects.filter(
        review=review, state=narrowed.state, erased_at=None, grouped_under=None
    )
    if narrowed.languages:
        cases = cases.filter(language__in=narrowed.languages)
    if narrowed.kind:
        cases = cases.filter(kind=narrowed.kind)
    if narrowed.passed:
        cases = cases.filter(resubmit_until__lte=now)
    if narrowed.overdue:
        cases = cases.filter(opened_at__lt=now - PROMISED)
    if narrowed.holder is Holder.FREE:
        cases = cases.filter(_free(now))
    elif narrowed.holder is Holder.MINE:
        cases = cases.filter(claimed_by=person, claimed_until__gt=now)
    return cases


def _free(now: datetime) -> Q:
    return Q(claimed_by=None) | Q(claimed_until=None) | Q(claimed_until__lte=now)


def _open_to(person: Any, now: datetime) -> Q:
    """Return what holds for the cases that the person may decide."""
    allowed = (_free(now) | Q(claimed_by=person)) & ~Q(author_id=person.pk)
    if person.organisation_id is not None:
        allowed &= ~Q(organisation_id=person.organisation_id)
    return allowed


def _later(case: Case) -> Q:
    """Return what holds for the cases after one; the first condition lets the index serve."""
    tied = Q(opened_at=case.opened_at, pk__gt=case.pk)
    older = Q(priority=case.priority) & (Q(opened_at__gt=case.opened_at) | tied)
    same_day = Q(due_on=case.due_on) & (Q(priority__lt=case.priority) | older)
    return Q(due_on__gte=case.due_on) & (Q(due_on__gt=case.due_on) | same_day)


def _earlier(case: Case) -> Q:
    tied = Q(opened_at=case.opened_at, pk__lt=case.pk)
    younger = Q(priority=case.priority) & (Q(opened_at__lt=case.opened_at) | tied)
    same_day = Q(due_on=case.due_on) & (Q(priority__gt=case.priority) | younger)
    return Q(due_on__lte=case.due_on) & (Q(due_on__lt=case.due_on) | same_day)
