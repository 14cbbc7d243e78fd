"""Chapters of a review's report."""

from __future__ import annotations

import uuid

from django.db import models

from consult.reviews.models import Review


class Chapter(models.Model):
    """A part of the report with its own page."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="chapters")
    slug = models.SlugField()
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    source_language = models.CharField(max_length=12)
    current = models.ForeignKey(
        "drafts.Version", null=True, on_delete=models.PROTECT, related_name="+"
    )
    unsettled = models.PositiveIntegerField(
        default=0, help_text="Passages of comments that wait for an editor to say where they stand."
    )

    class Meta:
        default_permissions = ()
        ordering = ["review", "position"]
        constraints = [
            models.UniqueConstraint(fields=["review", "slug"], name="chapter_slug_once_a_review"),
            models.UniqueConstraint(fields=["review", "position"], name="chapter_has_one_place"),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this chapter."""
        return f"chapter:{self.pk}"
