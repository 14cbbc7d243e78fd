"""The outbox of mail."""

import uuid

from django.db import models
from django.utils.timezone import now


class OutgoingMail(models.Model):
    """One message to one address, kept until it has left and erasable afterwards."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    about = models.CharField(
        max_length=120, blank=True, help_text="The opaque reference of what the message tells of."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    try_after = models.DateTimeField(
        default=now, help_text="Before this, a try is under way or another is not due."
    )
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["about"],
                name="mail_about",
                condition=~models.Q(about=""),
            ),
            models.Index(
                fields=["created_at"],
                name="mail_waiting",
                condition=models.Q(state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"
