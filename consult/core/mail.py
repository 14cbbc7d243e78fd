"""The outbox: a message is a row of the transaction that causes it, and leaves after the commit."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
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
        mail.save(update_fields=["last_error", "state"])
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
