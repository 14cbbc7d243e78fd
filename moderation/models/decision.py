"""Decisions: append-only, each with its statement of reasons."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from moderation.models.appeal import Appeal
from moderation.models.case import Case
from moderation.models.conduct import Rule
from moderation.models.outside import Adjudicator
from moderation.rules.states import CaseState, Effect, Verdict

_ON_APPEAL = ["uphold", "overturn"]


class Decision(models.Model):
    """A moderator's reasoned act on a case; the highest number of a case is what counts.

    Author and organisation of the text, and the moderator's own, are copied from the rows that
    say so (triggers compare them), so that the database holds who may not decide on what.
    `moderator_key` stays when the account goes; where `outside` names an adjudicator in the place
    of a moderator, it is that person's key, and a link for this appeal must have been theirs.
    `state_before` is the state that the decision found; until `told_at` nobody is told of it, and
    a decision that `undoes` it may take it back.
    `spans` are the redacted stretches of the text as pairs of code points (start, end), `redacted`
    their number. `order_source` names the court order that a decision carries out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    verdict = models.CharField(
        max_length=16, choices=[(verdict.value, verdict.value) for verdict in Verdict]
    )
    effect = models.CharField(
        max_length=10, choices=[(effect.value, effect.value) for effect in Effect]
    )
    appeal = models.ForeignKey(Appeal, null=True, on_delete=models.PROTECT, related_name="answers")
    state_before = models.CharField(
        max_length=20, choices=[(state.value, state.value) for state in CaseState]
    )
    undoes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="undone_by"
    )
    redacted = models.PositiveSmallIntegerField(default=0)
    spans = models.JSONField(default=list)
    revision = models.PositiveSmallIntegerField(
        null=True, help_text="The number of the wording that was judged; null means the first."
    )
    order_source = models.CharField(max_length=300, blank=True)
    rule = models.ForeignKey(Rule, null=True, on_delete=models.PROTECT, related_name="+")
    explanation = models.TextField(blank=True)
    statement = models.JSONField(default=dict)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    outside = models.ForeignKey(
        Adjudicator, null=True, on_delete=models.PROTECT, related_name="decisions"
    )
    moderator_key = models.UUIDField()
    moderator_organisation_id = models.UUIDField(null=True)
    author_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    decided_at = models.DateTimeField()
    told_at = models.DateTimeField(help_text="When its notice leaves.")

    class Meta:
        default_permissions = ()
        ordering = ["case", "number"]
        indexes = [models.Index(fields=["moderator_key", "told_at"], name="decision_untold")]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="decision_number_once"),
            models.CheckConstraint(
                condition=~Q(effect="withhold") & Q(redacted=0)
                | ~Q(explanation="") & (Q(rule__isnull=False) | ~Q(order_source="")),
                name="restriction_names_rule_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["approve", "merge"], effect="publish", redacted=0)
                | Q(verdict="redact", effect="publish", redacted__gte=1)
                | Q(verdict__in=["reject", "request_changes"], effect="withhold", redacted=0)
                | Q(verdict="undo", effect="revert", redacted=0)
                | Q(verdict__in=_ON_APPEAL, effect__in=["publish", "withhold"]),
                name="decision_does_what_it_says",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=_ON_APPEAL, appeal__isnull=False)
                | ~Q(verdict__in=_ON_APPEAL) & Q(appeal__isnull=True),
                name="appeal_is_upheld_or_overturned",
            ),
            models.CheckConstraint(
                condition=Q(verdict="undo", undoes__isnull=False)
                | ~Q(verdict="undo") & Q(undoes__isnull=True),
                name="undo_names_what_it_undoes",
            ),
            models.CheckConstraint(
                condition=Q(state_before="pending") | Q(verdict="undo") | ~Q(explanation=""),
                name="later_decision_gives_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(told_at__gte=F("decided_at")), name="told_after_it_was_decided"
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

    @property
    def reference(self) -> str:
        """Return the opaque name under which mails and the journal know this decision."""
        return f"decision:{self.pk}"

    @property
    def restricts(self) -> bool:
        """Say whether the public sees less of the text by this decision."""
        return self.effect == Effect.WITHHOLD or self.redacted > 0
