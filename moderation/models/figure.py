"""One number about moderation that is kept, so that no page has to count."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from consult.reviews.models import Review
from moderation.rules.reckoning.cell import Cell, Series

DIMENSIONS = (
    "series", "week", "language", "verdict", "rule", "code_version", "source", "detection",
    "automation", "party", "outcome", "person", "hours",
)  # fmt: skip


class Figure(models.Model):
    """How often something occurred; the columns are those of `Cell`, empty where it has none."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="figures")
    series = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Series])
    week = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=16, blank=True)
    verdict = models.CharField(max_length=16, blank=True)
    rule = models.CharField(max_length=12, blank=True)
    code_version = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=20, blank=True)
    detection = models.CharField(max_length=100, blank=True)
    automation = models.CharField(max_length=100, blank=True)
    party = models.CharField(max_length=10, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    person = models.CharField(max_length=60, blank=True)
    hours = models.PositiveIntegerField(default=0)
    count = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["review", *DIMENSIONS], name="figure_once_for_its_place"
            ),
            models.CheckConstraint(
                condition=Q(person="") | Q(series="work"), name="figure_of_a_person_is_work"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}: {self.count}"

    @property
    def cell(self) -> Cell:
        """Return the place of this number."""
        dimensions = {name: getattr(self, name) for name in DIMENSIONS}
        return Cell(**{**dimensions, "series": Series(self.series)})
