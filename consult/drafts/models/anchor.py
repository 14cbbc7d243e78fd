"""Anchors: passages of a version, and where they stand in later versions."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consult.drafts.models.version import Version
from consult.drafts.rules.settling import Verdict


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


class PlacementDecision(models.Model):
    """Where an editor says that an anchor stands in a version. Never rewritten.

    The last decision by `number` holds for its version; `undone` gives the place back to the
    carry-over. Without offsets it is the whole block; without a block the passage is gone.
    """

    anchor = models.ForeignKey(Anchor, on_delete=models.PROTECT, related_name="decisions")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="Counts an anchor's decisions in a version.")
    verdict = models.CharField(
        max_length=10, choices=[(verdict.value, verdict.value) for verdict in Verdict]
    )
    outcome = models.CharField(max_length=10)
    block_key = models.UUIDField(null=True)
    language = models.CharField(max_length=12)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            # Two editors who settle the same place at once: the second is told so.
            models.UniqueConstraint(
                fields=["anchor", "version", "number"], name="placement_decisions_in_order"
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(block_key__isnull=False, end__gt=F("start")),
                name="decision_marks_a_passage_of_a_block",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.anchor_id} {self.number} {self.verdict}"


class Placement(models.Model):
    """Where an anchor stands in a later version, how sure that is (per mille), and by what match.

    It follows from the texts alone: from the version on which the anchor was made, or, where an
    editor had said where it stands in a version since, from that `decision`.
    """

    anchor = models.ForeignKey(Anchor, on_delete=models.PROTECT, related_name="placements")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="placements")
    outcome = models.CharField(max_length=10)
    block_key = models.UUIDField(null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    score = models.PositiveSmallIntegerField(default=0)
    match = models.CharField(max_length=16, blank=True, help_text="What it was recognised by.")
    decision = models.ForeignKey(
        PlacementDecision, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["anchor", "version"], name="anchor_placed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.anchor_id} {self.outcome}"
