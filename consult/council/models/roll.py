"""The roll: who may vote on a motion, frozen when it is put."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from consult.council.models.motion import Motion
from consult.council.models.seat import Seat


class RollEntry(models.Model):
    """One seat as it stood when the motion was put, and whether it was present at the opening."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="roll")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    institution_name = models.JSONField(help_text="The institution's name by language.")
    weight = models.PositiveIntegerField()
    block = models.CharField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField()
    present = models.BooleanField(
        null=True,
        help_text="Of a motion in a live session: whether the seat was there when voting opened.",
    )

    class Meta:
        default_permissions = ()
        ordering = ["motion", "position"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "seat"], name="seat_once_on_the_roll"),
        ]

    def __str__(self) -> str:
        return f"{self.motion_id} {self.seat_id}"

    @property
    def seat_reference(self) -> str:
        """Return the opaque name under which the ledger knows the seat."""
        return f"seat:{self.seat_id}"


class RollPerson(models.Model):
    """One person who may vote for a seat, and in which rank."""

    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="people")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()
        ordering = ["entry", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "rank"], name="roll_rank_once"),
            models.UniqueConstraint(fields=["entry", "user"], name="roll_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.rank}"
