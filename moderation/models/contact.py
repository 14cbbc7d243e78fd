"""Whom to turn to outside government, for fear of reprisal."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from consult.reviews.models import Review


class SafeContact(models.Model):
    """The review's contact outside government: a name, words about it, and ways to reach it."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="safe_contact")
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True, help_text="What it does with what it hears.")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    link = models.URLField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone="") | ~Q(link=""),
                name="safe_contact_can_be_reached",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.name}"
