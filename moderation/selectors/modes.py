"""The setting in force, who is trusted, and what became of a text by it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from consult.accounts.selectors import anybody_else_acts
from consult.reviews.models import Review
from moderation.models import Admission, Case, ModeSetting, Trust
from moderation.rules.modes import (
    Arrival,
    Group,
    Modes,
    ModesUnreadable,
    Slower,
    hours_in,
    modes_in,
    slower_because,
)
from moderation.selectors.conduct import code_in_force


def modes_in_force(review: Review) -> ModeSetting | None:
    """Return the review's latest setting, None before the first; one query."""
    return ModeSetting.objects.filter(review=review).order_by("-number").first()


def modes_of(setting: ModeSetting) -> Modes:
    """Return what a setting says; raises `ModesUnreadable` where that makes no sense."""
    hours = hours_in(
        days=setting.days,
        opens_at=setting.opens_at,
        closes_at=setting.closes_at,
        holidays=setting.holidays,
    )
    return modes_in(
        guests=setting.guests,
        accounts=setting.accounts,
        members=setting.members,
        threshold=setting.threshold,
        hours=hours if setting.keeps_hours else None,
    )


def is_trusted(review: Review, person_id: UUID | None) -> bool:
    """Say whether a lead trusts what a person writes in a review; one query, none for guests."""
    if person_id is None:
        return False
    return Trust.objects.filter(review=review, person=person_id, withdrawn_at=None).exists()


def trusted_in(review: Review) -> list[Trust]:
    """Return whom leads trust in a review, the longest trusted first, in one query."""
    trusted = Trust.objects.filter(review=review, withdrawn_at=None)
    return list(trusted.select_related("person", "given_by").order_by("given_at", "pk"))


def published_unread(case: Case) -> Admission | None:
    """Return by what a text was published before anybody had read it; None where it was not.

    No query where the case was read with its admission.
    """
    admission: Admission | None = getattr(case, "admission", None)
    return admission if admission is not None and admission.at_once else None


def what_would_happen(review: Review, now: datetime) -> list[tuple[Group, bool, Slower | None]]:
    """Return by group and trust why a plain text sent now would wait, None where it would not."""
    setting = modes_in_force(review)
    try:
        modes = modes_of(setting) if setting else None
    except ModesUnreadable:
        modes = None
    has_code = code_in_force(review) is not None
    has_moderator = anybody_else_acts("moderation.decide", review, None, None)
    writers = [(Group.GUEST, False)]
    writers += [
        (group, trusted) for group in (Group.ACCOUNT, Group.MEMBER) for trusted in (False, True)
    ]
    return [
        (
            group,
            trusted,
            slower_because(
                modes,
                Arrival(
                    group=group,
                    is_trusted=trusted,
                    local=now.astimezone(ZoneInfo(review.timezone)),
                    has_code=has_code,
                    has_moderator=has_moderator,
                    score=0,
                ),
            ),
        )
        for group, trusted in writers
    ]
