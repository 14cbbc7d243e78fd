"""A lead trusts an author, or trusts them no longer."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from consult.accounts.models import User
from consult.accounts.permissions import require
from consult.core.journal import record
from consult.core.text import clean_line, clean_text
from consult.core.transactions import command, step
from consult.reviews.models import Review
from moderation.models import Case, Trust
from moderation.rules.trusting import AuthorUnknown, OwnTrust, TrustReasonMissing


@step
def trust_author_step(*, actor: Any, review: Review, number: str, reason: str) -> Trust:
    """Trust the author of the text with this number, for this review, until it is withdrawn.

    Somebody trusted already stays so, with the first reason. Guarantees a ledger entry that names
    the person by an opaque reference and holds the reason as a commitment. Raises
    `TrustReasonMissing`, `AuthorUnknown` for a number that no account in this review wrote under,
    and `OwnTrust` for the actor's own text.
    """
    require(actor, "moderation.trust_author", review)
    said = clean_text(reason)
    if not said:
        raise TrustReasonMissing()
    case = Case.objects.filter(review=review, number=clean_line(number).upper()).first()
    person = User.objects.filter(pk=case.author_id).first() if case and case.author_id else None
    if person is None:
        raise AuthorUnknown()
    if person.pk == actor.pk:
        raise OwnTrust()
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    trust, is_new = Trust.objects.get_or_create(
        review=review,
        person=person,
        withdrawn_at=None,
        defaults={"reason": said, "given_by": actor, "given_at": timezone.now()},
    )
    if is_new:
        _record(actor, review, person, trusted=True, reason=said)
    return trust


@step
def withdraw_trust_step(*, actor: Any, review: Review, trust_id: int, reason: str) -> None:
    """End a trust; repeated, nothing more happens. Raises `TrustReasonMissing`."""
    require(actor, "moderation.trust_author", review)
    said = clean_text(reason)
    if not said:
        raise TrustReasonMissing()
    trust = (
        Trust.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(review=review, pk=trust_id, withdrawn_at=None)
        .first()
    )
    if trust is None:
        return
    trust.withdrawn_at = timezone.now()
    trust.save(update_fields=["withdrawn_at"])
    _record(actor, review, trust.person, trusted=False, reason=said)


def _record(actor: Any, review: Review, person: User, *, trusted: bool, reason: str) -> None:
    record(
        review.log_id,
        "moderation.trust_set.v1",
        actor=actor.reference,
        subject=person.reference,
        data={"person": person.reference, "trusted": trusted},
        committed={"reason": reason},
    )


@command
def trust_author(**arguments: Any) -> Trust:
    """Trust an author: see `trust_author_step`."""
    return trust_author_step(**arguments)


@command
def withdraw_trust(**arguments: Any) -> None:
    """Trust an author no longer: see `withdraw_trust_step`."""
    withdraw_trust_step(**arguments)
