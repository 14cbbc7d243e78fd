"""The rota of a review: who is on duty now and next, and what nobody on duty reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.accounts.selectors import people_with
from consult.core.languages import name_of
from consult.reviews.models import Review
from moderation.models import Case, Duty
from moderation.rules.promise import PROMISED
from moderation.rules.rota import NEAR, WEEK, Shift, Turn, turn_at, unread_languages
from moderation.rules.states import CaseState

MOST_DUTIES = 200


@dataclass(frozen=True, slots=True)
class DutyTurn:
    """A row of the rota, and its turn that runs or comes next."""

    duty: Duty
    turn: Turn


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is on duty at a moment, and the next turns; with an empty rota everybody is."""

    everybody: bool
    now: list[DutyTurn]
    following: list[DutyTurn]
    unread: list[str]

    @property
    def unread_names(self) -> str:
        """Return the waiting languages that nobody on duty reads, by their own names."""
        return ", ".join(name_of(code) for code in self.unread)


def rota_of(review: Review, now: datetime) -> list[DutyTurn]:
    """Return the rota by when each turn runs or comes next, without what is over; one query."""
    zone = ZoneInfo(review.timezone)
    today = now.astimezone(zone).date()
    over = Q(weekly=False, ends_at__lte=now) | Q(last_day__lt=today - WEEK)
    duties = review.duties.exclude(over).select_related("person").order_by("starts_at", "pk")
    rows = [(duty, turn_at(_shift(duty), now, zone)) for duty in duties[:MOST_DUTIES]]
    left = [DutyTurn(duty, turn) for duty, turn in rows if turn is not None]
    return sorted(left, key=lambda row: row.turn.starts_at)


def watch(review: Review, now: datetime) -> Watch:
    """Return who is on duty; one query, and one more where the rota is not empty.

    The second finds the languages of what waits, to tell which of them nobody on duty reads.
    """
    coming = rota_of(review, now)
    if not coming:
        return Watch(everybody=True, now=[], following=[], unread=[])
    on_duty = [row for row in coming if row.turn.starts_at <= now]
    later = [row for row in coming if row.turn.starts_at > now]
    following = [row for row in later if row.turn.starts_at == later[0].turn.starts_at]
    cases = Case.objects.filter(review=review, state=CaseState.PENDING).order_by()
    waiting = cases.values_list("language", flat=True).distinct()
    read = [row.duty.person.reads or [] for row in on_duty]
    unread = unread_languages(waiting, read, review.languages)
    return Watch(everybody=False, now=on_duty, following=following, unread=unread)


def people_on_duty(review: Review, now: datetime) -> list[User]:
    """Return who is on duty, each once; with an empty rota all who moderate the review."""
    found = watch(review, now)
    people = {row.duty.person_id: row.duty.person for row in found.now}
    if found.everybody:
        people = {one.pk: one for one in moderators_of(review)}
    return [one for one in people.values() if one.is_active]


def moderators_of(review: Review) -> list[User]:
    """Return who can be on duty: those who moderate the review, by name."""
    found = {
        one.pk: one
        for role in (Role.LEAD_MODERATOR, Role.MODERATOR)
        for one in people_with(review, role)
    }
    return sorted(found.values(), key=lambda one: (one.name, str(one.pk)))


@dataclass(frozen=True, slots=True)
class Pressing:
    """How many waiting cases come near their promised time, how many are past it, how many came
    near since a moment."""

    near: int
    overdue: int
    fresh: int


def pressing(review: Review, now: datetime, since: datetime | None) -> Pressing:
    """Return the counts of what presses at `now`; three queries."""
    cases = Case.objects.filter(review=review, state=CaseState.PENDING)
    near = cases.filter(opened_at__lt=now - PROMISED + NEAR)
    fresh = near if since is None else near.filter(opened_at__gte=since - PROMISED + NEAR)
    overdue = cases.filter(opened_at__lt=now - PROMISED).count()
    return Pressing(near=near.count() - overdue, overdue=overdue, fresh=fresh.count())


def reviews_that_press(now: datetime) -> list[Review]:
    """Return the reviews in which a case waits near its promised time."""
    return list(
        Review.objects.filter(
            cases__state=CaseState.PENDING, cases__opened_at__lt=now - PROMISED + NEAR
        )
        .order_by("created_at")
        .distinct()
    )


def duty_called(review: Review, duty_id: Any) -> Duty | None:
    """Return a row of the review's rota, or None."""
    return review.duties.select_related("person").filter(pk=duty_id).first()


def _shift(duty: Duty) -> Shift:
    return Shift(duty.starts_at, duty.ends_at, duty.weekly, duty.last_day)
