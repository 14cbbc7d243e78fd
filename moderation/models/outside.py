"""Adjudicators outside the team, and the links by which they answer an appeal."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consult.reviews.models import Review
from moderation.models.appeal import Appeal


class Adjudicator(models.Model):
    """Somebody outside the team who answers appeals that nobody in it could.

    The ledger and decisions know them by `reference` and key; name and address may be erased.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="adjudicators")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    language = models.CharField(max_length=12)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    named_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["review", "named_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this person."""
        return f"adjudicator:{self.pk}"


class MailedLink(models.Model):
    """A link that opens one appeal without an account; of its token only the SHA-256 is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_sha256 = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Mandate(MailedLink):
    """One appeal against a decision, given to one adjudicator by mail."""

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="mandates")
    adjudicator = models.ForeignKey(Adjudicator, on_delete=models.PROTECT, related_name="mandates")

    class Meta:
        default_permissions = ()
        ordering = ["appeal", "sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")), name="mandate_ends_after_it_began"
            ),
            models.UniqueConstraint(
                fields=["appeal"],
                condition=Q(revoked_at__isnull=True),
                name="one_mandate_an_appeal_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.adjudicator_id}"
