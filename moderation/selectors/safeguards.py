"""What is hidden for somebody's safety, and whom to turn to outside government."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.accounts.selectors import people_with
from consult.reviews.models import Review
from moderation.models import Case, SafeContact, Safeguard
from moderation.rules.safeguarding import HIDING, Act, is_hiding


@dataclass(frozen=True, slots=True)
class Hiding:
    """A time in which the public did not see a text, for somebody's safety."""

    since: datetime
    until: datetime


def safe_contact_of(review: Review) -> SafeContact | None:
    """Return the review's contact outside government, or None where none is named; one query."""
    return SafeContact.objects.filter(review=review).first()


def latest_safeguard(case: Case) -> Safeguard | None:
    """Return the last act that hid a text or showed it again, or None; one query."""
    return case.safeguards.exclude(act=Act.ALERT).order_by("-number").first()


def hidden_until(case: Case, now: datetime) -> datetime | None:
    """Return until when a case's text is hidden at `now`, or None where it is not; one query."""
    latest = latest_safeguard(case)
    if latest is None or not is_hiding(Act(latest.act), latest.until, now):
        return None
    return latest.until


def last_ended(case: Case, text_sha256: str) -> datetime | None:
    """Return when these words were last shown again after a hiding, or None if never."""
    last = None
    running: Safeguard | None = None
    for row in case.safeguards.order_by("number"):
        if row.act in HIDING:
            running = row
        elif row.act != Act.ALERT and running is not None:
            if running.text_sha256 == text_sha256:
                last = min(row.at, running.until or row.at)
            running = None
    if running is not None and running.text_sha256 == text_sha256:
        last = running.until
    return last


def hidings_in(rows: Iterable[Safeguard]) -> list[Hiding]:
    """Return the times of hiding that a case's acts in their order make."""
    found: list[Hiding] = []
    since: datetime | None = None
    until: datetime | None = None
    for row in rows:
        if row.act in HIDING and row.until is not None:
            if since is None or until is None or row.at > until:
                if since is not None and until is not None:
                    found.append(Hiding(since, until))
                since = row.at
            until = row.until
        elif row.act != Act.ALERT and since is not None and until is not None:
            found.append(Hiding(since, min(until, row.at)))
            since = until = None
    if since is not None and until is not None:
        found.append(Hiding(since, until))
    return found


def open_hidings(review: Review, now: datetime) -> QuerySet[Safeguard]:
    """Return the acts that hide a text of a review at `now`, the oldest first, with their case."""
    later = Safeguard.objects.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
    rows = Safeguard.objects.filter(case__review=review, act__in=HIDING, until__gt=now)
    standing = rows.filter(~Exists(later.exclude(act=Act.ALERT)))
    return standing.select_related("case").order_by("at", "pk")


def alarms_open(review: Review, now: datetime) -> int:
    """Return how many texts of a review are hidden for safety at `now`; one query."""
    return open_hidings(review, now).count()


@dataclass(frozen=True, slots=True)
class Safety:
    """What happened on a case for somebody's safety, and until when its text is hidden."""

    acts: list[Safeguard]
    hidden_until: datetime | None


def safety_of(case: Case, now: datetime) -> Safety:
    """Return a case's acts for safety in their order, in one query."""
    acts = list(case.safeguards.select_related("person").order_by("number"))
    last = next((act for act in reversed(acts) if act.act != Act.ALERT), None)
    hidden = last is not None and is_hiding(Act(last.act), last.until, now)
    return Safety(acts, last.until if last is not None and hidden else None)


def who_is_alerted(review: Review) -> list[User]:
    """Return the lead moderators of a review, or every moderator where it has no lead."""
    leads = list(people_with(review, Role.LEAD_MODERATOR))
    return leads or list(people_with(review, Role.MODERATOR))
