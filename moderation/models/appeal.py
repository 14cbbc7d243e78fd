"""Appeals against decisions, by authors and by those who reported a text."""

from __future__ import annotations

import uuid

from django.db import models

from moderation.models.case import Case
from moderation.rules.appealing import Party


class Appeal(models.Model):
    """What somebody says against a decision. A decision is appealed against once.

    `appellant_id` is the account's key, null for guests, and stays when the account goes; `text`
    may be erased, and the ledger keeps its commitment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appeals")
    decision_number = models.PositiveSmallIntegerField(help_text="Of the case's decisions.")
    party = models.CharField(max_length=10, choices=[(party.value, party.value) for party in Party])
    appellant_id = models.UUIDField(null=True)
    report_id = models.UUIDField(null=True, help_text="The report that the appeal goes on with.")
    text = models.TextField()
    filed_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="By when the appellant is promised an answer.")

    class Meta:
        default_permissions = ()
        ordering = ["case", "filed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "decision_number"], name="decision_is_appealed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} appeal of {self.decision_number}"

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this appeal."""
        return f"appeal:{self.pk}"
