"""The rota of moderators, and who was last told that cases wait."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consult.reviews.models import Review


class Duty(models.Model):
    """A person's turn, once or every week at the same local time until `last_day`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="duties")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="duties"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    weekly = models.BooleanField(default=False)
    last_day = models.DateField(null=True, help_text="In the review's zone; none means no end.")

    class Meta:
        default_permissions = ()
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="duty_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(weekly=True) | Q(last_day__isnull=True),
                name="only_weekly_duty_has_a_last_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this turn."""
        return f"duty:{self.pk}"


class Reminder(models.Model):
    """When a person was last told by mail that cases of a review wait near their promised time."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders"
    )
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person", "review"], name="one_reminder_a_review"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.told_at:%Y-%m-%d %H:%M}"
