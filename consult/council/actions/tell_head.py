"""The ledger's signed head goes by mail to everybody who watches over the council's decisions."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.core.models import Log
from consult.core.signing import public_key
from consult.core.transactions import command, step
from consult.council.models import Motion, SentHead
from consult.notices.actions import tell_step
from consult.reviews.models import Review

WEEK = timedelta(days=7)
TOLD = (Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY, Role.OBSERVER)


@step
def tell_head_step(*, review: Review, now: datetime, motion: Motion | None = None) -> None:
    """Mail the present head to all members, observers and secretaries, each once, and note it.

    `motion` is the one whose certifying is the occasion. Asks for no permission: the system tells.
    """
    log = Log.objects.get(pk=review.log_id)
    SentHead.objects.create(review=review, size=log.size, sent_at=now)
    people = User.objects.filter(
        grants__review=review, grants__role__in=TOLD, is_active=True
    ).distinct()
    for person in people.order_by("email"):
        tell_step(
            to=person.email,
            language=person.language,
            template="council/mail/signed_head",
            context={
                "review": review,
                "person": person,
                "motion": motion,
                "log": log,
                "key": public_key(),
            },
        )


@command
def tell_weekly_head(*, review_id: UUID, now: datetime) -> bool:
    """Mail the head of a review that has grown, a week after the last one; say whether it was.

    Two callers at once send one mail: the review's row is locked while it is looked up.
    """
    review = (
        Review.objects.select_for_update(of=("self",), no_key=True)
        .select_related("log")
        .get(pk=review_id)
    )
    last = SentHead.objects.filter(review=review).order_by("-sent_at").first()
    if last and (last.sent_at > now - WEEK or last.size >= review.log.size):
        return False
    tell_head_step(review=review, now=now)
    return True
