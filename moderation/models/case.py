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
    grouped_under = models.ForeignKey(
        "moderation.Campaign",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The campaign whose row in the queue shows this case too; null for a row's own.",
    )
    opened_at = models.DateTimeField()
    erased_at = models.DateTimeField(
        null=True, help_text="When the text was erased: nothing is left to be decided."
    )
    due_on = models.DateField(
        null=True, help_text="The day, in the review's time zone, by whose end it is due."
    )
    resubmit_until = models.DateTimeField(
        null=True, help_text="Until when the author may answer the last request for changes."
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id"], name="one_case_a_subject"),
        ]
        indexes = [
            models.Index(fields=["review", "state", "opened_at"], name="case_queue"),
            models.Index(
                fields=["review", "claimed_until"],
                condition=models.Q(claimed_until__isnull=False),
                name="case_lease",
            ),
            models.Index(fields=["review", "state", "language"], name="case_languages"),
            models.Index(
                fields=["review", "state", "due_on", "-priority", "opened_at", "id"],
                name="case_by_day_and_signals",
            ),
            models.Index(fields=["author_id", "review", "opened_at"], name="case_author"),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.state})"

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this case."""
        return f"case:{self.pk}"
