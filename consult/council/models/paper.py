"""Paper ballots: each is entered by two people, with a scan."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consult.council.models.ballot import Ballot
from consult.council.models.motion import Motion
from consult.council.models.roll import RollEntry


class PaperScan(models.Model):
    """A scan as it is kept, under the hash of its bytes; a backup of the database has it."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=20)
    content = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.sha256[:12]


class PaperEntry(models.Model):
    """What one person of the secretariat read on a member's paper."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="paper_entries")
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=14)
    reason = models.TextField(blank=True)
    scan = models.ForeignKey(PaperScan, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["motion", "entered_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("entered_by")), name="paper_not_by_the_voter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.motion_id} {self.entry_id}"


class PaperPair(models.Model):
    """Two entries of one paper by two people: with the ballot where they agree, else without."""

    first = models.OneToOneField(PaperEntry, on_delete=models.PROTECT, related_name="followed")
    second = models.OneToOneField(PaperEntry, on_delete=models.PROTECT, related_name="following")
    ballot = models.OneToOneField(Ballot, null=True, on_delete=models.PROTECT, related_name="paper")

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="paper_pair_is_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"
