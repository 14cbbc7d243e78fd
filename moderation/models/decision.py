"""Decisions: append-only, each with its statement of reasons."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from moderation.models.case import Case
from moderation.models.conduct import Rule
from moderation.rules.states import Verdict


class Decision(models.Model):
    """A moderator's reasoned act on a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    verdict = models.CharField(
        max_length=10, choices=[(verdict.value, verdict.value) for verdict in Verdict]
    )
    rule = models.ForeignKey(Rule, null=True, on_delete=models.PROTECT, related_name="+")
    explanation = models.TextField(blank=True)
    statement = models.JSONField(default=dict)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="decision_number_once"),
            models.CheckConstraint(
                condition=~Q(verdict="reject") | (Q(rule__isnull=False) & ~Q(explanation="")),
                name="rejection_names_rule_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.verdict}"
