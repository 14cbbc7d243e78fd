"""What has been said already, so that the clock says it once."""

from __future__ import annotations

from django.db import models

from consult.reviews.models import Review


class Said(models.Model):
    """One thing that was said by mail about a subject, on a day where it is said again daily."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    subject = models.CharField(max_length=64)
    day = models.CharField(max_length=10, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["review", "kind", "subject", "day"], name="said_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.day}"
