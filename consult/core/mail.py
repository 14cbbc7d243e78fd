"""The outbox: a message is a row of the transaction that causes it, and leaves after the commit."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from consult.core.models import OutgoingMail
from consult.core.tasks import enqueue
from consult.core.transactions import step

# How long each try puts off the next: a mail server may be away for a morning.
TRY_AGAIN_AFTER = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
MAX_TRIES = len(TRY_AGAIN_AFTER)

logger = logging.getLogger(__name__)


@step
def post(
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    headers: dict[str, str] | None = None,
    about: str = "",
    not_before: datetime | None = None,
) -> OutgoingMail:
    """Put one message into the outbox; a task delivers it once the transaction has committed.

    `about` is the opaque reference of what it tells of, by which `cancel_about` finds it while it
    waits for `not_before`.
    """
    mail = OutgoingMail.objects.create(
        to=to,
        subject=" ".join(subject.split())[:300],
        text=text,
        html=html,
        headers=headers or {},
        about=about,
        **({"try_after": not_before} if not_before else {}),
    )
    enqueue("consult.core.tasks.send_mail", run_after=not_before, mail_id=str(mail.pk))
    return mail


@step
def cancel_about(reference: str) -> int:
    """Cancel what waits in the outbox about one thing; return how many messages never leave."""
    waiting = OutgoingMail.objects.filter(about=reference, state=OutgoingMail.State.WAITING)
    return waiting.update(state=OutgoingMail.State.CANCELLED)


@step
def erase_mail(*, about: Iterable[str] = (), naming: str = "", to: str = "") -> int:
    """Empty every message about these references, that names `naming`, or to an address.

    Returns how many there were. What waits is cancelled first, so none of it leaves; what has
    left is emptied here, and its copy in somebody's mailbox is beyond us. The rows stay, without
    address, subject, text and headers, so that what was sent can still be counted.
    """
    meant = Q(about__in=list(about))
    if naming:
        meant |= Q(text__contains=naming) | Q(subject__contains=naming)
    if to:
        meant |= Q(to__iexact=to)
    found = OutgoingMail.objects.filter(meant)
    found.filter(state=OutgoingMail.State.WAITING).update(state=OutgoingMail.State.CANCELLED)
    return found.update(to="", subject="", text="", html="", headers={}, about="", last_error="")


def deliver(mail_id: str) -> bool:
    """Deliver a waiting message; say whether it left now.

    Whoever takes the message writes that down first, so a second worker, or a repeated task,
    sends nothing twice; and no transaction is open while the mail server is spoken to, since on
    SQLite a slow one would stop every other write. A message whose sender died in between is
    taken up again later: then, and only then, it may arrive twice. A refused message waits, each
    time longer, until `MAX_TRIES`.
    """
    mail = _take(mail_id)
    if mail is None:
        return False
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=mail.headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except Exception as error:
        # Whatever is wrong with one message must not keep back those behind it.
        logger.exception("Mail %s could not be sent.", mail.pk)
        mail.last_error = f"{type(error).__name__}: {error}"[:300]
        if mail.tries >= MAX_TRIES:
            mail.state = OutgoingMail.State.FAILED
        # One that was cancelled meanwhile may have been erased, and the error names its address.
        waiting = OutgoingMail.objects.filter(pk=mail.pk, state=OutgoingMail.State.WAITING)
        waiting.update(last_error=mail.last_error, state=mail.state)
        return False
    mail.state = OutgoingMail.State.SENT
    mail.sent_at = timezone.now()
    mail.save(update_fields=["state", "sent_at"])
    return True


def _take(mail_id: str) -> OutgoingMail | None:
    """Count a try and put the next one off; return None where there is nothing to send now."""
    now = timezone.now()
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id).first()
        due = mail is not None and mail.state == OutgoingMail.State.WAITING
        if mail is None or not due or mail.try_after > now:
            return None
        mail.tries += 1
        mail.try_after = now + TRY_AGAIN_AFTER[min(mail.tries, MAX_TRIES) - 1]
        mail.save(update_fields=["tries", "try_after"])
    return mail


def resend_waiting(limit: int = 100) -> int:
    """Try again what is waiting and due; return how many messages left."""
    due = OutgoingMail.objects.filter(
        state=OutgoingMail.State.WAITING, try_after__lte=timezone.now()
    )
    names = list(due.order_by("created_at").values_list("pk", flat=True)[:limit])
    return sum(deliver(str(name)) for name in names)
