"""Live sessions of the council: their agenda, and which seats are present."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from consult.council.models.motion import Motion
from consult.council.models.proxy import Proxy
from consult.council.models.seat import Seat
from consult.council.rules.sitting import SittingState
from consult.reviews.models import Review


class Sitting(models.Model):
    """One live session. Its row is the lock of everything that is recorded in it.

    `place` is the agenda item that it is at, counted from 1, and 0 before the first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="sittings")
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField(help_text="When it is announced to start.")
    video_link = models.URLField(max_length=500, blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in SittingState],
        default=SittingState.ANNOUNCED,
    )
    place = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="announced", started_at__isnull=True, ended_at__isnull=True)
                | Q(state="running", started_at__isnull=False, ended_at__isnull=True)
                | Q(state="ended", started_at__isnull=False, ended_at__isnull=False),
                name="sitting_times_fit_state",
            ),
            models.CheckConstraint(
                condition=Q(video_link="") | Q(video_link__startswith="https://"),
                name="sitting_link_is_https",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this session."""
        return f"session:{self.pk}"

    @property
    def topic(self) -> str:
        """Return the topic on which changes of this session are pushed."""
        return f"sitting:{self.pk}"


class AgendaItem(models.Model):
    """One item of a session's agenda, perhaps with the motion that is dealt with under it.

    What the session has dealt with, or is at, never changes and is never removed; nor is an item
    of which something is written down, or whose motion has been opened.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    motion = models.ForeignKey(Motion, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["sitting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "position"], name="agenda_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.position}"


class Presence(models.Model):
    """A seat joined a session, or left it: what counts for a seat is the last of these.

    Where it was the holder of a proxy who said so, `proxy` names it: the seat is then there for the
    motions whose frozen roll knows that proxy, and for no other.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="presences")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    joined = models.BooleanField()
    proxy = models.ForeignKey(
        Proxy,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whose holder said so; empty where the seat's own people or the secretary did.",
    )
    at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["sitting", "pk"]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.seat_id} {self.joined}"
