"""Whose texts a request is about, and what stands in its way."""

from __future__ import annotations

from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from consult.accounts.models import User
from consult.comments.models import Comment
from consult.comments.selectors import submissions_of
from consult.core.errors import NotThere
from consult.erasure.models import ErasureRequest, Hold
from consult.reviews.models import Review


def addresses_of(person: User) -> list[str]:
    """Return the addresses that are proven to be a person's, the account's own among them.

    What a guest sent from one of these is theirs too.
    """
    proven = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return sorted({person.email, *proven})


def person_of(request: ErasureRequest) -> User | None:
    """Return the account that a request is about, if there is one and it still exists."""
    return User.objects.filter(pk=request.person_key).first() if request.person_key else None


def request_called(token: str) -> ErasureRequest:
    """Return a request by the token of its page; raises `NotThere`."""
    try:
        return ErasureRequest.objects.get(token=token)
    except ErasureRequest.DoesNotExist:
        raise NotThere() from None


def left_of(request: ErasureRequest, *, with_held: bool = False) -> QuerySet[Comment]:
    """Return what a request has still to erase, with or without what a court keeps."""
    found = submissions_of(request.person_key, request.addresses)
    if with_held:
        return found
    held = Hold.objects.filter(lifted_at=None).values("subject_id")
    return found.exclude(public_id__in=held)


def batch_of(request_id: UUID, size: int) -> list[int]:
    """Return the keys of the submissions that a request erases next, at most `size`."""
    request = ErasureRequest.objects.get(pk=request_id)
    return list(left_of(request).values_list("pk", flat=True)[:size])


def hold_on(subject_id: UUID) -> Hold | None:
    """Return the order that keeps a submission, if one is in force."""
    return Hold.objects.filter(subject_id=subject_id, lifted_at=None).first()


def holds_in(review: Review) -> QuerySet[Hold]:
    """Return the orders in force in a review, the newest first."""
    prefix = f"{review.number_prefix}-"
    return Hold.objects.filter(number__startswith=prefix, lifted_at=None).select_related("set_by")


def sent_with(public_id: UUID) -> int:
    """Return how many submissions came from the address of a guest's; 0 where it is gone."""
    found = Comment.objects.filter(public_id=public_id).first()
    return submissions_of(None, [found.guest_email]).count() if found else 0
