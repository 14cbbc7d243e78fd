"""Links by which an adjudicator outside the team answers an appeal against a measure."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from moderation.models.measure import MeasureAppeal
from moderation.models.outside import Adjudicator, MailedLink


class MeasureMandate(MailedLink):
    """One appeal against a measure, given to one adjudicator by mail."""

    appeal = models.ForeignKey(MeasureAppeal, on_delete=models.PROTECT, related_name="mandates")
    adjudicator = models.ForeignKey(
        Adjudicator, on_delete=models.PROTECT, related_name="measure_mandates"
    )

    class Meta:
        default_permissions = ()
        ordering = ["appeal", "sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")),
                name="measure_mandate_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["appeal"],
                condition=Q(revoked_at__isnull=True),
                name="one_measure_mandate_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.adjudicator_id}"
