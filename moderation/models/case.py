"""Cases: one text by a participant before a moderator."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from consult.reviews.models import Review
from moderation.rules.states import CaseState


class Case(models.Model):
    """A subject to be judged. Author and organisation are copied, so the database can compare."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="cases")
    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    number = models.CharField(max_length=24, help_text="The subject's public number.")
    language = models.CharField(max_length=12)
    author_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in CaseState],
        default=CaseState.PENDING,
    )
    version = models.PositiveIntegerField(
        default=1, help_text="Rises with every change, so that a stale decision is refused."
    )
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    claimed_until = models.DateTimeField(null=True)
    priority = models.PositiveSmallIntegerField(
        default=0, help_text="What signals add up to: it orders the queue and decides nothing."
    )
    opened_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id"], name="one_case_a_subject"),
        ]
        indexes = [
            models.Index(fields=["review", "state", "opened_at"], name="case_queue"),
            models.Index(fields=["author_id", "review", "opened_at"], name="case_author"),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.state})"

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this case."""
        return f"case:{self.pk}"
