"""The council: institutions, their seats, and the people of a seat."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from consult.reviews.models import Review


class Institution(models.Model):
    """A body that holds a seat in the council."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="institutions")
    slug = models.SlugField()
    name = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        ordering = ["review", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["review", "slug"], name="institution_slug_once"),
        ]

    def __str__(self) -> str:
        return self.slug


class Seat(models.Model):
    """One seat of the council."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="seats")
    weight = models.PositiveIntegerField(default=1)
    block = models.CharField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)
    active_from = models.DateField(null=True, help_text="The first day, in the review's zone.")
    active_until = models.DateField(null=True, help_text="The last day, in the review's zone.")

    class Meta:
        default_permissions = ()
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(active_from__isnull=True)
                | models.Q(active_until__isnull=True)
                | models.Q(active_until__gte=models.F("active_from")),
                name="seat_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=models.Q(weight__gte=1), name="seat_weighs_something"),
            models.UniqueConstraint(fields=["institution", "position"], name="seat_has_one_place"),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.position}"

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this seat."""
        return f"seat:{self.pk}"


class SeatPerson(models.Model):
    """A person of a seat: rank 0 is the member, 1 and up the alternates in order."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats"
    )
    rank = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()
        ordering = ["seat", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "rank"], name="seat_rank_once"),
            models.UniqueConstraint(fields=["seat", "user"], name="seat_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.rank}"
