"""A mail about an account goes into the outbox."""

from consult.core.mail import post
from consult.core.models import OutgoingMail
from consult.core.transactions import command


@command
def post_account_mail(*, to: str, subject: str, text: str) -> OutgoingMail:
    """Put one of allauth's mails into the outbox; it leaves once the row is committed."""
    return post(to=to, subject=subject, text=text)
