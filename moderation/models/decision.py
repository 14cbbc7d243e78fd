"""Decisions: append-only, each with its statement of reasons."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from moderation.models.appeal import Appeal
from moderation.models.case import Case
from moderation.models.conduct import Rule
from moderation.rules.states import Effect, Verdict

_ON_APPEAL = ["uphold", "overturn"]


class Decision(models.Model):
    """A moderator's reasoned act on a case; the highest number of a case is what counts.

    Author and organisation of the text, and the moderator's own, are copied from the rows that
    say so (triggers compare them), so that the database holds who may not decide on what.
    `moderator_key` stays when the account goes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    verdict = models.CharField(
        max_length=10, choices=[(verdict.value, verdict.value) for verdict in Verdict]
    )
    effect = models.CharField(
        max_length=10, choices=[(effect.value, effect.value) for effect in Effect]
    )
    appeal = models.OneToOneField(
        Appeal, null=True, on_delete=models.PROTECT, related_name="answer"
    )
    rule = models.ForeignKey(Rule, null=True, on_delete=models.PROTECT, related_name="+")
    explanation = models.TextField(blank=True)
    statement = models.JSONField(default=dict)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    moderator_key = models.UUIDField()
    moderator_organisation_id = models.UUIDField(null=True)
    author_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    decided_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="decision_number_once"),
            models.CheckConstraint(
                condition=~Q(effect="withhold") | (Q(rule__isnull=False) & ~Q(explanation="")),
                name="rejection_names_rule_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(verdict="approve", effect="publish")
                | Q(verdict="reject", effect="withhold")
                | Q(verdict__in=_ON_APPEAL, effect__in=["publish", "withhold"]),
                name="decision_does_what_it_says",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=_ON_APPEAL, appeal__isnull=False)
                | ~Q(verdict__in=_ON_APPEAL) & Q(appeal__isnull=True),
                name="appeal_is_upheld_or_overturned",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(explanation=""),
                name="later_decision_gives_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(author_id__isnull=True) | ~Q(author_id=F("moderator_key")),
                name="nobody_decides_on_own_text",
            ),
            models.CheckConstraint(
                condition=Q(organisation_id__isnull=True)
                | Q(moderator_organisation_id__isnull=True)
                | ~Q(organisation_id=F("moderator_organisation_id")),
                name="nobody_decides_on_own_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.verdict}"
