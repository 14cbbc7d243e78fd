"""Amendments: motions that change the authentic text of one chapter, and their carrying out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from consult.council.models.motion import Motion
from consult.drafts.models import Rendering, Version


class Amendment(models.Model):
    """What a motion changes in one text, as the council was told; `proposer` says whose it is.

    `operations` are those of `consult.council.rules.amending`, `difference` is what they make of
    the text, line by line, and its SHA-256 is in the ledger before the first ballot.
    """

    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="amendment")
    rendering = models.ForeignKey(Rendering, on_delete=models.PROTECT, related_name="+")
    operations = models.JSONField()
    proposer = models.CharField(max_length=200)
    difference = models.TextField()
    difference_sha256 = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(difference=""), name="amendment_changes_something"),
            models.CheckConstraint(condition=~Q(proposer=""), name="amendment_has_proposer"),
        ]

    def __str__(self) -> str:
        return f"{self.motion_id} {self.difference_sha256[:12]}"


class CarryingOut(models.Model):
    """An adopted amendment stands in a version: the first to hold exactly its words."""

    amendment = models.OneToOneField(
        Amendment, on_delete=models.PROTECT, related_name="carrying_out"
    )
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.amendment_id} {self.version_id}"
