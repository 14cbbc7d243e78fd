"""Motions: questions put to the council about an exact text."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consult.council.rules.motion import State
from consult.drafts.models import Rendering
from consult.reviews.models import Review


class Motion(models.Model):
    """A question, its rule and its times. Its row is the lock shared by casting and closing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="motions")
    number = models.CharField(max_length=24, unique=True)
    title = models.CharField(max_length=200)
    explanation = models.TextField(blank=True)
    rules = models.JSONField()
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in State], default=State.OPEN
    )
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    put_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    put_at = models.DateTimeField()
    ballots_cast = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(
        default=0, help_text="Counts every change, so that a page knows whether it shows the last."
    )
    closed_at = models.DateTimeField(null=True)
    outcome = models.JSONField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-put_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="motion_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_at__isnull=False, outcome__isnull=False)
                | (~Q(state=State.CLOSED) & Q(closed_at__isnull=True, outcome__isnull=True)),
                name="motion_closed_has_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this motion."""
        return f"motion:{self.pk}"

    @property
    def topic(self) -> str:
        """Return the topic on which changes of this motion are pushed."""
        return f"motion:{self.pk}"


class MotionText(models.Model):
    """One exact text that the motion is about, in one language."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="texts")
    rendering = models.ForeignKey(Rendering, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    authentic = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["motion", "rendering"], name="motion_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.motion_id} {self.sha256[:12]}"
