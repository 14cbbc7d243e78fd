"""Anchors: passages of a version, and where they stand in later versions."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from consult.drafts.models.version import Version


class Anchor(models.Model):
    """A passage of one version, as it was marked. Never rewritten.

    Without `block_key` it is the whole chapter; without offsets, the whole block. Offsets count
    Unicode code points of the block's plain text in `language`, the end exclusive.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="anchors")
    block_key = models.UUIDField(null=True)
    language = models.CharField(max_length=12)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(block_key__isnull=False, end__gt=F("start")),
                name="anchor_marks_a_passage_of_a_block",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.block_key}"


class Placement(models.Model):
    """Where an anchor stands in a later version, and how sure that is (per mille)."""

    anchor = models.ForeignKey(Anchor, on_delete=models.PROTECT, related_name="placements")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="placements")
    outcome = models.CharField(max_length=10)
    block_key = models.UUIDField(null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    score = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["anchor", "version"], name="anchor_placed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.anchor_id} {self.outcome}"
