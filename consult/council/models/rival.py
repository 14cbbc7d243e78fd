"""Rival amendments: the order in which the council votes on them, stated beforehand."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from consult.council.models.motion import Motion
from consult.reviews.models import Review


class AmendmentOrder(models.Model):
    """Amendments on one passage are voted one after the other, each for the same period."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="amendment_orders")
    number = models.CharField(max_length=24, unique=True)
    reason = models.TextField(help_text="Why in this order.")
    period = models.DurationField(help_text="For how long each is voted on.")
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["-stated_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="amendment_order_has_reason"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this order."""
        return f"amendments:{self.pk}"


class RivalPlace(models.Model):
    """The place of one amendment in its order, counted from 1; none is in two orders."""

    order = models.ForeignKey(AmendmentOrder, on_delete=models.PROTECT, related_name="places")
    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="rival")
    place = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()
        ordering = ["order", "place"]
        constraints = [
            models.UniqueConstraint(fields=["order", "place"], name="rival_place_once"),
            models.CheckConstraint(condition=Q(place__gte=1), name="rival_places_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.place}"
