"""Ballots: every one that was cast is kept."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from consult.council.models.motion import Motion
from consult.council.models.roll import RollEntry

# In characters: long enough for reservations on several chapters, short enough to be read.
REASON_LENGTH = 4000


class Ballot(models.Model):
    """One vote of one seat. Which ballot of a seat counts is worked out, never stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="ballots")
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="ballots")
    caster = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()
    choice = models.CharField(max_length=14)
    reason = models.TextField(blank=True)
    sequence = models.PositiveIntegerField()
    cast_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["motion", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "sequence"], name="ballot_order_is_strict"),
        ]

    def __str__(self) -> str:
        return f"{self.motion_id} {self.sequence} {self.choice}"

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this ballot."""
        return f"ballot:{self.pk}"


class LaterReason(models.Model):
    """The reason of an objection that was made without one, since an objection counts at once."""

    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="later")
    text = models.TextField()
    given_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.ballot_id}"
