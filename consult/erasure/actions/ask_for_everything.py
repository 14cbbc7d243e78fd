"""Everything that a person sent is to be erased: asked for here, carried out by a task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from consult.accounts.models import User
from consult.comments.models import Comment
from consult.comments.selectors import submissions_of
from consult.core.errors import NotThere
from consult.core.mail import erase_mail
from consult.core.tasks import enqueue
from consult.core.transactions import command, step
from consult.erasure.models import ErasureRequest
from consult.erasure.permissions import everything_token, require_everything, require_to_act
from consult.erasure.rules.asking import LINK_HOURS, AskedBy, EraseLinkExpired, RequestState, Scope
from consult.erasure.selectors import addresses_of
from consult.notices.actions import tell_step

CARRY_OUT = "consult.erasure.tasks.carry_out"


@dataclass(frozen=True, slots=True)
class Whose:
    """A person as far as their texts are concerned: an account, an address, or both."""

    person: User | None
    addresses: list[str]


@step
def ask_for_everything_step(
    *,
    actor: Any,
    asked_by: AskedBy,
    closes_account: bool,
    source: str = "",
    comment: Comment | None = None,
    token: str = "",
    now: datetime | None = None,
) -> ErasureRequest:
    """Have everything erased that a person sent; a task does it, submission by submission.

    The person is the one who is signed in, the one whose address a mailed link proves (`token`),
    or, for staff, whoever sent `comment`. Guarantees that from now on no waiting mail leaves to
    them, and, where the account goes, that nobody signs in to it any more. A second wish while the
    first is carried out returns the first. Refuses a link that is too old or has nothing behind it
    (`EraseLinkExpired`) and what `require_to_act` refuses.
    """
    whose, named = _whose(actor, asked_by, source, comment, token)
    person = whose.person
    key = person.pk if person else None
    if person is not None:
        User.objects.select_for_update(of=("self",)).get(pk=person.pk)
        running = ErasureRequest.objects.filter(person_key=key, state=RequestState.RUNNING).first()
        if running is not None:
            return running
        if closes_account:
            User.objects.filter(pk=person.pk).update(is_active=False)
    for address in whose.addresses:
        erase_mail(to=address)
    request = ErasureRequest.objects.create(
        scope=Scope.ALL,
        source_kind=asked_by,
        source=named,
        asked_by=actor if asked_by is not AskedBy.AUTHOR else None,
        person_key=key,
        addresses=whose.addresses,
        closes_account=closes_account and person is not None,
        total=submissions_of(key, whose.addresses).count(),
        asked_at=now or timezone.now(),
    )
    enqueue(CARRY_OUT, request_id=str(request.pk))
    return request


def _whose(
    actor: Any, asked_by: AskedBy, source: str, comment: Comment | None, token: str
) -> tuple[Whose, str]:
    """Return whose texts these are and the source that was named; refuse everybody else."""
    if asked_by is not AskedBy.AUTHOR:
        if comment is None:
            raise NotThere()
        named = require_to_act(actor, comment.discussion.chapter.review, source)
        return _sender(comment), named
    if token:
        found = Comment.objects.filter(public_id=require_everything(token)).first()
        if found is None or not found.guest_email:
            raise EraseLinkExpired()
        return _sender(found), ""
    if not actor.is_authenticated:
        raise NotThere()
    return Whose(actor, addresses_of(actor)), ""


def _sender(comment: Comment) -> Whose:
    if comment.author is not None:
        return Whose(comment.author, addresses_of(comment.author))
    if not comment.guest_email:
        raise NotThere()
    return Whose(None, [comment.guest_email])


@step
def mail_erase_link_step(*, receipt_token: str) -> bool:
    """Mail a guest the link that erases everything from their address; say whether it was sent.

    Whoever holds the receipt may ask, and only the address learns the link: a receipt that was
    passed on shows nobody what else its author sent. A link is good for `LINK_HOURS`.
    """
    comment = (
        Comment.objects.select_related("discussion__chapter__review")
        .filter(receipt_token=receipt_token)
        .first()
    )
    if comment is None or not comment.guest_email:
        raise NotThere()
    tell_step(
        to=comment.guest_email,
        language=comment.page_language,
        template="erasure/mail/everything",
        context={
            "review": comment.discussion.chapter.review,
            "token": everything_token(comment),
            "hours": LINK_HOURS,
        },
        about=comment.reference,
    )
    return True


@command
def ask_for_everything(**arguments: Any) -> ErasureRequest:
    """Have everything of a person erased: see `ask_for_everything_step`."""
    return ask_for_everything_step(**arguments)


@command
def mail_erase_link(**arguments: Any) -> bool:
    """Mail the link that erases everything: see `mail_erase_link_step`."""
    return mail_erase_link_step(**arguments)
