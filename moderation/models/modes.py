"""Whether texts are read before or after they are published, and what became of each."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consult.reviews.models import Review
from moderation.models.case import Case
from moderation.rules.modes import Group, Mode, Slower

_MODES = [(mode.value, mode.value) for mode in Mode]


class ModeSetting(models.Model):
    """How texts come in from now on; the highest number of a review is in force. Never changed.

    Hours are those of the review's time zone, days are 0 (Monday) to 6, holidays are ISO dates.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="mode_settings")
    number = models.PositiveSmallIntegerField()
    guests = models.CharField(max_length=8, choices=_MODES, default=Mode.BEFORE)
    accounts = models.CharField(max_length=8, choices=_MODES, default=Mode.BEFORE)
    members = models.CharField(max_length=8, choices=_MODES, default=Mode.BEFORE)
    threshold = models.PositiveSmallIntegerField()
    keeps_hours = models.BooleanField(default=True)
    days = models.JSONField(default=list)
    opens_at = models.TimeField()
    closes_at = models.TimeField()
    holidays = models.JSONField(default=list)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    set_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["review", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="mode_setting_number_once"),
            models.CheckConstraint(
                condition=Q(guests__in=[Mode.BEFORE, Mode.AFTER]), name="no_guest_is_trusted"
            ),
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")), name="hours_end_after_they_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} modes {self.number}"

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this setting."""
        return f"modes:{self.pk}"


class Trust(models.Model):
    """A lead's word that what a person writes in a review may be read after it is published."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="trusted")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="trusted_in"
    )
    reason = models.TextField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["review", "given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "person"],
                name="trusted_once_at_a_time",
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="trust_gives_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} trusts {self.person_id}"


class Admission(models.Model):
    """Whether a text was published before anybody read it, by which setting, or why not.

    No decision: nobody judged the text, its case waits like any other, and the decision that
    follows says what becomes of it. Without a setting in force nothing is published so.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="admission")
    group = models.CharField(max_length=8, choices=[(group.value, group.value) for group in Group])
    setting = models.ForeignKey(ModeSetting, null=True, on_delete=models.PROTECT, related_name="+")
    at_once = models.BooleanField(default=False)
    slower = models.CharField(
        max_length=12, choices=[(why.value, why.value) for why in Slower], blank=True
    )
    admitted_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(at_once=True, slower="", setting__isnull=False)
                | Q(at_once=False) & ~Q(slower=""),
                name="published_unseen_by_a_setting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {'at once' if self.at_once else self.slower}"
