"""Reports of published texts."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from moderation.models.case import Case
from moderation.models.conduct import Rule


class Report(models.Model):
    """Somebody says that a published text breaks a rule, or that somebody is at risk.

    `is_safety` needs no rule. `is_muted` marks a report of what was cleared already under the same
    rule: it is answered at once and puts nothing before the moderators. `answered_by` is the
    number of the decision that answers it, 0 while none does. Address and explanation may be
    erased.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    rule = models.ForeignKey(Rule, null=True, on_delete=models.PROTECT, related_name="+")
    is_safety = models.BooleanField(default=False)
    is_muted = models.BooleanField(default=False)
    text_sha256 = models.CharField(
        max_length=64, help_text="Of the text reported: a text that changes is another one."
    )
    explanation = models.TextField(blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reporter_key = models.UUIDField(null=True)
    email = models.EmailField(blank=True)
    page_language = models.CharField(max_length=12)
    token = models.CharField(max_length=64, unique=True)
    answered_by = models.PositiveSmallIntegerField(default=0)
    filed_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["case", "filed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rule__isnull=False) | Q(is_safety=True),
                name="report_names_a_rule_or_a_risk",
            ),
            models.CheckConstraint(
                condition=Q(is_muted=False) | Q(is_safety=False),
                name="report_of_a_risk_is_never_muted",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "answered_by"], name="report_waiting"),
            models.Index(fields=["filed_at"], condition=Q(answered_by=0), name="report_unanswered"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} report {self.pk}"

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this report."""
        return f"report:{self.pk}"

    @property
    def receipt_path(self) -> str:
        """Return the address of the page that shows what became of it."""
        return reverse("moderation:report-receipt", args=[self.token])
