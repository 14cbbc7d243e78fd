"""One line of the public list of removals, erasures and overrides."""

from __future__ import annotations

from django.db import models

from consult.reviews.models import Review
from moderation.rules.reckoning.listed import Listed, ListedKind


class ListedAct(models.Model):
    """An act as the ledger states it; `place` counts the acts of a review from 1, in its order."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="listed_acts")
    place = models.PositiveIntegerField()
    entry = models.PositiveBigIntegerField(help_text="Its index in the review's log.")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in ListedKind])
    number = models.CharField(max_length=24, blank=True)
    rule = models.CharField(max_length=12, blank=True)
    code_version = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=20, blank=True)
    order_source = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["review", "place"]
        constraints = [
            models.UniqueConstraint(fields=["review", "place"], name="listed_act_has_one_place"),
        ]
        indexes = [models.Index(fields=["review", "kind", "place"], name="listed_act_by_kind")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"

    @property
    def listed(self) -> Listed:
        """Return the act as plain values."""
        return Listed(
            entry=self.entry,
            kind=ListedKind(self.kind),
            number=self.number,
            at=self.at,
            rule=self.rule,
            code_version=self.code_version,
            source=self.source,
            order_source=self.order_source,
        )
