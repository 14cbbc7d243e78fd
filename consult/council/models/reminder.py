"""Reminders that were sent of a motion."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from consult.council.models.motion import Motion
from consult.council.rules.reminder import AHEAD, Occasion


class Reminder(models.Model):
    """The seats that had not voted were reminded: by the clock once an occasion, or by hand."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="reminders")
    occasion = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in Occasion]
    )
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["motion", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["motion", "occasion"],
                condition=Q(occasion__in=sorted(AHEAD)),
                name="reminder_once_an_occasion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.motion_id} {self.occasion}"
