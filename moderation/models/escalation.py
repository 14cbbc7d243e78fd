"""Cases that a moderator handed to a lead, with what the lead should look at."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from moderation.models.case import Case


class Escalation(models.Model):
    """One handing on. The note is between moderators; it may be erased, since it may quote."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="escalations")
    note = models.TextField()
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    escalated_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["case", "escalated_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(note=""), name="escalation_says_what_to_look_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} escalated"
