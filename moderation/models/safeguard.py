"""What happened while somebody was said to be at risk because of a text."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from moderation.models.case import Case
from moderation.models.report import Report
from moderation.rules.safeguarding import Act


class Safeguard(models.Model):
    """One act on a case for somebody's safety; the highest number of a case says what holds.

    Rows are only added. `until` is the moment at which a hiding ends by itself. `person_key` stays
    when the account goes, and is null where nobody of the team acted; `reason` may be erased.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="safeguards")
    number = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=10, choices=[(act.value, act.value) for act in Act])
    until = models.DateTimeField(null=True)
    report = models.ForeignKey(Report, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person_key = models.UUIDField(null=True)
    reason = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64, help_text="Of the text as it stood then.")
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="safeguard_number_once"),
            models.CheckConstraint(
                condition=Q(
                    act__in=["hide", "lengthen"], until__isnull=False, until__gt=models.F("at")
                )
                | Q(act__in=["alert", "lapse", "clear", "confirm"], until__isnull=True),
                name="hiding_has_its_end",
            ),
            models.CheckConstraint(
                condition=~Q(act__in=["lengthen", "clear"])
                | Q(person_key__isnull=False) & ~Q(reason=""),
                name="lead_gives_a_reason_for_safety",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.act}"
