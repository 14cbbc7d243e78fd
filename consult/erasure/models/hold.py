"""Texts that a court forbids to erase."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Hold(models.Model):
    """A court's order that one submission be kept, with its source; in force until it is lifted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_id = models.UUIDField(help_text="The submission's public key.")
    number = models.CharField(max_length=24)
    source = models.CharField(max_length=300)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    set_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-set_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="hold_names_its_source"),
            models.UniqueConstraint(
                fields=["subject_id"],
                condition=Q(lifted_at__isnull=True),
                name="one_hold_on_a_submission",
            ),
        ]

    def __str__(self) -> str:
        return self.number
