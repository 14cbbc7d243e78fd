"""Reservations: the passages that they are about, and what was replied."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from consult.council.models.ballot import Ballot
from consult.drafts.models import Block

# One ballot may point at so many passages; whoever means more means the chapter.
PASSAGES_AT_MOST = 50


class ReservedBlock(models.Model):
    """A passage of the motion's texts that a ballot with reservations is about."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="reserved")
    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["ballot", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "block"], name="reserved_block_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id} {self.block_id}"


class ReservationReply(models.Model):
    """What the secretariat or an editor replied to a reservation; a later reply stands beside."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField()
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    replied_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["ballot", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="reservation_reply_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id} {self.pk}"
