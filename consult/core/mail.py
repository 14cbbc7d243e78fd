"""The outbox: a message is a row of the transaction that causes it, and leaves after the commit."""

from __future__ import annotations

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from consult.core.models import OutgoingMail
from consult.core.tasks import enqueue
from consult.core.transactions import step

MAX_TRIES = 5



@step
def post(
    *, to: str, subject: str, text: str, html: str = "", headers: dict[str, str] | None = None
) -> OutgoingMail:
    """Put one message into the outbox; a task delivers it once the transaction has committed."""
    mail = OutgoingMail.objects.create(
        to=to,
        subject=" ".join(subject.split())[:300],
        text=text,
        html=html,
        headers=headers or {},
    )
    enqueue("consult.core.tasks.send_mail", mail_id=str(mail.pk))
    return mail


def deliver(mail_id: str) -> bool:
    """Deliver a waiting message; say whether it left now.

    A message that is already sent or cancelled stays as it is, so a repeated task sends nothing
    twice. The row is locked while the mail server is spoken to: a second worker waits and then
    finds it sent. A refused message stays waiting for `resend_waiting` until `MAX_TRIES`.
    """
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id).first()
        if mail is None or mail.state != OutgoingMail.State.WAITING:
            return False
        message = EmailMultiAlternatives(
            mail.subject, mail.text, to=[mail.to], headers=dict(mail.headers)
        )
        if mail.html:
            message.attach_alternative(mail.html, "text/html")
        mail.tries += 1
        try:
            message.send()
        except OSError as error:
            mail.last_error = str(error)[:300]
            if mail.tries >= MAX_TRIES:
                mail.state = OutgoingMail.State.FAILED
            mail.save(update_fields=["tries", "last_error", "state"])
            return False
        mail.state = OutgoingMail.State.SENT
        mail.sent_at = timezone.now()
        mail.save(update_fields=["tries", "state", "sent_at"])
        return True


def resend_waiting(limit: int = 100) -> int:
    """Try again what is waiting; return how many messages left."""
    waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING)
    names = waiting.order_by("created_at").values_list("pk", flat=True)[:limit]
    return sum(deliver(str(name)) for name in names)
