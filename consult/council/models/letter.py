"""Letters of appointment, kept under the hash of their bytes."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from consult.council.models.seat import Seat


class Letter(models.Model):
    """A letter as it was uploaded. It lies in the database, so that a backup of it is whole."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=20)
    content = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.sha256[:12]


class Appointment(models.Model):
    """A letter says that somebody sits on a seat, or represents it. The last one filed stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="appointments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["seat", "filed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "user", "letter"], name="appointment_letter_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.letter_id[:12]}"
