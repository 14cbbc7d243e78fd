"""How far a review's ledger has been counted."""

from __future__ import annotations

from django.db import models

from consult.reviews.models import Review


class Reckoned(models.Model):
    """The numbers kept for a review count the first `entries` entries of its log.

    `listed` is how many acts of the public list those hold. Whoever adds to the numbers holds this
    row's lock.
    """

    review = models.OneToOneField(
        Review, on_delete=models.PROTECT, primary_key=True, related_name="reckoned"
    )
    entries = models.PositiveBigIntegerField(default=0)
    listed = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.review_id} to {self.entries}"
