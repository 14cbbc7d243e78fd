"""Measures against accounts that keep breaking rules, what they rest on, and their appeals."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consult.reviews.models import Review
from moderation.models.conduct import Rule
from moderation.models.decision import Decision
from moderation.models.outside import Adjudicator
from moderation.rules.measures import LONGEST_DAYS, MOST_HOURS, Act, Kind


class Measure(models.Model):
    """One reasoned act against one account in one review; rows are only added.

    A row that lifts a measure, or answers the appeal against it, is `about` it and repeats kind
    and rule. Person, moderator and their organisations are copied (triggers compare them), so that
    the database holds who may not decide about whom; the keys stay when the accounts go. Where
    `outside` names an adjudicator in the place of a moderator, `moderator_key` is that person's,
    and a link for this appeal must have been theirs. The ledger knows the person by their key
    alone. Of the mailed link's token only the hash is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="measures")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person_key = models.UUIDField()
    person_organisation_id = models.UUIDField(null=True)
    number = models.PositiveSmallIntegerField(help_text="Of the acts on this person here.")
    act = models.CharField(max_length=10, choices=[(act.value, act.value) for act in Act])
    about = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="+")
    explanation = models.TextField()
    statement = models.JSONField(default=dict)
    days = models.PositiveSmallIntegerField(null=True)
    every_hours = models.PositiveSmallIntegerField(null=True)
    until = models.DateTimeField(null=True)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    outside = models.ForeignKey(
        Adjudicator, null=True, on_delete=models.PROTECT, related_name="acts_on_measures"
    )
    moderator_key = models.UUIDField()
    moderator_organisation_id = models.UUIDField(null=True)
    token_sha256 = models.CharField(max_length=64, null=True, unique=True)
    taken_at = models.DateTimeField()
    told_at = models.DateTimeField(help_text="When its notice leaves.")

    class Meta:
        default_permissions = ()
        ordering = ["review", "person_key", "number"]
        indexes = [models.Index(fields=["review", "taken_at"], name="measures_of_a_review")]
        constraints = [
            models.UniqueConstraint(
                fields=["person_key", "review", "number"], name="measure_number_once"
            ),
            models.UniqueConstraint(
                fields=["about"],
                condition=Q(act__in=["lift", "overturn"]),
                name="measure_ends_once",
            ),
            models.UniqueConstraint(
                fields=["about"],
                condition=Q(act__in=["uphold", "overturn"]),
                name="measure_is_judged_once",
            ),
            models.CheckConstraint(
                condition=Q(act="take", about__isnull=True, token_sha256__isnull=False)
                | Q(
                    act__in=["lift", "uphold", "overturn"],
                    about__isnull=False,
                    token_sha256__isnull=True,
                ),
                name="later_act_names_its_measure",
            ),
            models.CheckConstraint(
                condition=~Q(act="take")
                & Q(days__isnull=True, every_hours__isnull=True, until__isnull=True)
                | Q(
                    act="take",
                    kind="warning",
                    days__isnull=True,
                    every_hours__isnull=True,
                    until__isnull=True,
                )
                | Q(
                    act="take",
                    kind="slower",
                    days__isnull=False,
                    days__range=(1, LONGEST_DAYS),
                    every_hours__isnull=False,
                    every_hours__range=(1, MOST_HOURS),
                    until__isnull=False,
                    until__gt=F("taken_at"),
                )
                | Q(
                    act="take",
                    kind="suspension",
                    days__isnull=False,
                    days__range=(1, LONGEST_DAYS),
                    every_hours__isnull=True,
                    until__isnull=False,
                    until__gt=F("taken_at"),
                ),
                name="measure_says_how_long",
            ),
            models.CheckConstraint(condition=~Q(explanation=""), name="measure_gives_its_reason"),
            models.CheckConstraint(
                condition=Q(told_at__gte=F("taken_at")), name="measure_told_after_it_was_taken"
            ),
            models.CheckConstraint(
                condition=~Q(person_key=F("moderator_key")), name="no_measure_on_oneself"
            ),
            models.CheckConstraint(
                condition=Q(person_organisation_id__isnull=True)
                | Q(moderator_organisation_id__isnull=True)
                | ~Q(person_organisation_id=F("moderator_organisation_id")),
                name="no_measure_on_own_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_key} {self.act} {self.kind}"

    @property
    def reference(self) -> str:
        """Return the opaque name under which mails and the ledger know this act."""
        return f"measure:{self.pk}"


class MeasureGround(models.Model):
    """One refusal of a text that a measure rests on."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="grounds")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["measure", "decision"], name="ground_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.decision_id}"


class MeasureAppeal(models.Model):
    """What the person says against a measure, once; `text` may be erased."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.OneToOneField(Measure, on_delete=models.PROTECT, related_name="appeal")
    text = models.TextField()
    filed_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="By when the person is promised an answer.")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"appeal against {self.measure_id}"
