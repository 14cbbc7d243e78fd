"""Everything of a person is erased, one submission a transaction, and the rest at the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from consult.accounts.actions import erase_account_step, forget_sessions_step, sessions_of
from consult.accounts.models import User
from consult.comments.actions import erase_unsent_step
from consult.comments.models import Comment
from consult.core.idempotency import forget_requests
from consult.core.mail import erase_mail
from consult.core.tasks import enqueue
from consult.core.transactions import command
from consult.erasure.actions.ask_for_everything import CARRY_OUT
from consult.erasure.actions.erase_submission import TIDY, empty_submission_step
from consult.erasure.models import ErasureRequest
from consult.erasure.rules.asking import AskedBy, ErasureHeld, RequestState
from consult.erasure.selectors import left_of, person_of
from moderation.actions import erase_measures_step, erase_reports_step


@command
def erase_next(*, request_id: UUID, comment_id: int) -> bool:
    """Erase one submission of a request and count it; say whether anything was left to erase.

    A text that a court keeps is left as it is. May be run again: what is erased stays so.
    """
    request = ErasureRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    comment = (
        Comment.objects.select_related("discussion__chapter__review")
        .filter(pk=comment_id, erased_at=None)
        .first()
    )
    if comment is None or request.state != RequestState.RUNNING:
        return False
    try:
        empty_submission_step(
            comment=comment,
            asked_by=AskedBy(request.source_kind),
            reference=_reference(request, comment),
            thorough=False,
            now=timezone.now(),
        )
    except ErasureHeld:
        return False
    ErasureRequest.objects.filter(pk=request.pk).update(done=F("done") + 1)
    return True


def _reference(request: ErasureRequest, comment: Comment) -> str:
    """Return the opaque name of who asked: whoever acted for the author, else the author."""
    if request.asked_by_id is not None:
        return f"person:{request.asked_by_id}"
    return f"person:{request.person_key}" if request.person_key else comment.reference


def _sessions_first(finish: Callable[..., bool]) -> Callable[..., bool]:
    """Find the person's sessions before `finish` opens its transaction: it opens every session."""

    @wraps(finish)
    def found(*, request_id: UUID) -> bool:
        request = ErasureRequest.objects.get(pk=request_id)
        keys = []
        if request.closes_account or request.person_key is None:
            keys = sessions_of(request.person_key, request.addresses)
        return finish(request_id=request_id, sessions=keys)

    return found


@_sessions_first
@command
def finish_erasure(*, request_id: UUID, sessions: list[str]) -> bool:
    """Erase what is left of a person beside their submissions, and the account if it goes.

    Takes `request_id`. Texts that were sent meanwhile put it off: then another round begins and
    False is returned. Guarantees that drafts, reports, appeals and mails are emptied, sessions
    ended, and that the request itself keeps no address. An account stays while a court keeps one
    of its texts, or where a council's record names the person; the request then says so.
    """
    request = ErasureRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    if request.state != RequestState.RUNNING:
        return True
    if left_of(request).exists():
        enqueue(CARRY_OUT, request_id=str(request.pk))
        return False
    person, addresses = person_of(request), list(request.addresses)
    made = erase_unsent_step(person_id=request.person_key, addresses=addresses)
    words = erase_reports_step(person_id=request.person_key, addresses=addresses)
    forget_requests([*made, *words.made])
    measures = erase_measures_step(person_id=request.person_key)
    erase_mail(about=[*words.references, *measures])
    for address in addresses:
        erase_mail(to=address)
    forget_sessions_step(keys=sessions)
    request.held = left_of(request, with_held=True).count()
    if request.closes_account and person is not None:
        request.account_stays = request.held > 0 or not erase_account_step(person=person)
        if request.account_stays:
            User.objects.filter(pk=person.pk).update(is_active=True)
    request.addresses, request.state = [], RequestState.DONE
    request.finished_at = timezone.now()
    request.save()
    enqueue(TIDY)
    return True
