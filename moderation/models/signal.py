"""Signals: what a machine pointed out in a text. They order the queue and decide nothing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from moderation.models.case import Case


class Signal(models.Model):
    """What one detector said of a case's text; a failed one has neither score nor places.

    `spans` are pairs of code points in the text as it was typed and `data` holds numbers, so that
    no word of the text and nothing of its sender is kept here.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="signals")
    detector = models.CharField(max_length=24)
    version = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField(default=0)
    data = models.JSONField(default=dict)
    spans = models.JSONField(default=list)
    failed = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        ordering = ["case", "-score", "detector"]
        constraints = [
            models.UniqueConstraint(fields=["case", "detector"], name="detector_speaks_once"),
            models.CheckConstraint(
                condition=Q(failed=True, score=0) | Q(failed=False, score__gte=1, score__lte=100),
                name="signal_scores_up_to_100",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.detector} {self.score}"
