"""Signed heads of a review's ledger: when they were mailed, and who confirmed to keep which."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from consult.reviews.models import Review


class SentHead(models.Model):
    """A signed head that was mailed to the council's members and observers."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="sent_heads")
    size = models.PositiveBigIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["review", "-sent_at"]

    def __str__(self) -> str:
        return f"{self.review_id} {self.size}"


class Cosignature(models.Model):
    """An observer's confirmation of a head that they keep, after its consistency was checked.

    A confirmation under the observer's name, made signed in: no signature by a key of their own.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="cosignatures")
    observer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    cosigned_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["review", "-cosigned_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "observer", "size"], name="cosigned_once_by_each"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="cosigned_head_covers_something"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.size} {self.root[:12]}"
