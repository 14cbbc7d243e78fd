"""Campaigns: texts of one place that say the same, and the voices among them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from consult.reviews.models import Review
from moderation.models.case import Case
from moderation.rules.campaigns.standing import NAME_MAX, CampaignState, Left
from moderation.rules.states import Verdict

_NOT_LEFT = Q(left="", left_at__isnull=True)


class Campaign(models.Model):
    """A group of texts, at first a proposal; a person confirms it before it is shown as one.

    `exemplar` is the case of the text that stands for all. `voices` counts the texts that have not
    left, `waiting` those of them that wait for a decision. All are locked by their subject's lock,
    which is one for all texts of a place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="campaigns")
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in CampaignState],
        default=CampaignState.PROPOSED,
    )
    name = models.CharField(max_length=NAME_MAX, blank=True)
    exemplar = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    voices = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    proposed_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(name=""), name="confirmed_campaign_is_named"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.pk)

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this campaign."""
        return f"campaign:{self.pk}"

    @property
    def is_confirmed(self) -> bool:
        """Say whether a person confirmed that the texts are one campaign."""
        return self.state == CampaignState.CONFIRMED


class CampaignText(models.Model):
    """A text in the stock; `campaign` is null while it resembles no other.

    `outline` is what texts are compared by, `is_lead` says that later ones are compared with it.
    `adds` are the sentences beyond the exemplar's, `turns` the turning words that were added or
    left out. `case_version` is that of the case when the text was read: a case that has changed
    since is not decided with the group.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="campaign_text")
    campaign = models.ForeignKey(
        Campaign, null=True, on_delete=models.PROTECT, related_name="texts"
    )
    case_version = models.PositiveIntegerField()
    outline = models.TextField()
    is_lead = models.BooleanField(default=True)
    adds = models.JSONField(default=list)
    turns = models.JSONField(default=list)
    is_turned = models.BooleanField(default=False)
    is_waiting = models.BooleanField(default=True)
    left = models.CharField(
        max_length=10, blank=True, choices=[(each.value, each.value) for each in Left]
    )
    left_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=_NOT_LEFT | ~Q(left="") & Q(left_at__isnull=False, is_waiting=False),
                name="text_that_left_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "left", "id"], name="campaign_voices"),
            models.Index(fields=["campaign", "is_waiting", "id"], name="campaign_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} in {self.campaign_id}"


class SignatureKey(models.Model):
    """A key under which a text is found by those that may resemble it (`rules.campaigns`)."""

    key = models.BigIntegerField()
    text = models.ForeignKey(CampaignText, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["key", "text"], name="signature_met")]

    def __str__(self) -> str:
        return f"{self.key}"


class CampaignRun(models.Model):
    """One decision asked for over a group's waiting texts, and how far it has come.

    `until` is the last text that the moderator was shown; `left_out` pairs case numbers with the
    refusal's code. Texts are decided by the commands that decide single ones.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="runs")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    verdict = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in Verdict]
    )
    rule_code = models.CharField(max_length=12, blank=True)
    explanation = models.TextField(blank=True)
    until = models.BigIntegerField()
    total = models.PositiveIntegerField()
    decided = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="approve")
                | Q(verdict="reject") & ~Q(rule_code="") & ~Q(explanation=""),
                name="campaign_is_refused_with_rule_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.verdict}"
