"""Proxies: who may vote for a seat in the place of its own people, and from when to when."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consult.council.models.seat import Seat


class Proxy(models.Model):
    """A proxy of a seat: it holds from `since`, and no longer from `until` or `withdrawn_at` on.

    A guard in the database lets no two hold for one seat at the same time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="proxies")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proxies"
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="proxy_lasts_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.since}"

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this proxy."""
        return f"proxy:{self.pk}"
