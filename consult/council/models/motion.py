"""Motions: questions put to the council about an exact text."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consult.council.models.rollup import RollUp
from consult.council.rules.motion import DECIDED, REAL_ONLY, Kind, State, VoidCause
from consult.drafts.models import Rendering, Version
from consult.reviews.models import Review

_DECIDED = sorted(DECIDED)
_REAL_ONLY = sorted(REAL_ONLY)

# Hundreds of ballots may come within a few seconds, and a whole motion is titles and explanations
# in every language: reading those would take longer than writing the ballot.
ASKED_BY_BALLOTS = (
    "number",
    "rules",
    "kind",
    "sitting",
    "rehearsal",
    "state",
    "rollup",
    "opens_at",
    "closes_at",
    "waits",
    "ballots_cast",
    "revision",
    "escalated_at",
    "review__log",
    "review__is_demonstration",
)


class Motion(models.Model):
    """A question, its rule and its times. Its row is the lock shared by casting and closing.

    `opens_at` and `closes_at` are those of the stage that the motion is in: after silence was
    broken and a vote opened, `closes_at` is the deadline of the vote. `put_at` is when it was
    noticed, or, of a draft, when that was last saved. `rollup` is the vote chapter by chapter that
    it belongs to, `whole_of` the one whose chapters it puts to the vote as a whole. While a rival
    amendment `waits`, its times are those announced, and it opens only when those before it in the
    stated order have failed. Until the chair of a live session has opened a motion, `opens_at` and
    `closes_at` say when that is to happen at the earliest.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="motions")
    number = models.CharField(max_length=24, unique=True)
    title = models.CharField(max_length=200)
    explanation = models.TextField(blank=True)
    rules = models.JSONField()
    kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in Kind], default=Kind.TEXT
    )
    sitting = models.ForeignKey(
        "council.Sitting",
        null=True,
        on_delete=models.PROTECT,
        related_name="motions",
        help_text="The live session in which its chair opens it; without one it opens by itself.",
    )
    voting_seconds = models.PositiveIntegerField(
        null=True, help_text="For how long it is open once the chair has opened it."
    )
    rehearsal = models.BooleanField(
        default=False, help_text="Lets everybody try a vote; never in the ledger or the record."
    )
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in State], default=State.DRAFT
    )
    rollup = models.ForeignKey(RollUp, null=True, on_delete=models.PROTECT, related_name="motions")
    whole_of = models.ForeignKey(RollUp, null=True, on_delete=models.PROTECT, related_name="wholes")
    proposal = models.JSONField(
        null=True, help_text="Of a draft: the versions, the authentic language, when it opens."
    )
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    waits = models.BooleanField(
        default=False, help_text="Of a rival amendment: its turn to be voted on has not come."
    )
    put_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    put_at = models.DateTimeField()
    ballots_cast = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(
        default=0, help_text="Counts every change, so that a page knows whether it shows the last."
    )
    escalated_at = models.DateTimeField(
        null=True, help_text="When the vote that follows broken silence was opened."
    )
    closed_at = models.DateTimeField(null=True)
    outcome = models.JSONField(null=True)
    voided_at = models.DateTimeField(null=True)
    void_cause = models.CharField(
        max_length=12, blank=True, choices=[(cause.value, cause.value) for cause in VoidCause]
    )
    void_reason = models.TextField(blank=True)
    void_version = models.ForeignKey(
        Version,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The version that changed the authentic text, where that is the cause.",
    )
    certified_at = models.DateTimeField(null=True)
    certified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["-put_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="motion_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(state__in=_DECIDED, closed_at__isnull=False, outcome__isnull=False)
                | (~Q(state__in=_DECIDED) & Q(closed_at__isnull=True, outcome__isnull=True)),
                name="motion_closed_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, proposal__isnull=False)
                | (~Q(state=State.DRAFT) & Q(proposal__isnull=True)),
                name="motion_draft_has_proposal",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=State.VOID, void_cause=VoidCause.SECRETARY, void_version__isnull=True)
                    & Q(voided_at__isnull=False)
                    & ~Q(void_reason="")
                )
                | Q(
                    state=State.VOID,
                    void_cause=VoidCause.TEXT_CHANGED,
                    void_version__isnull=False,
                    voided_at__isnull=False,
                    void_reason="",
                )
                | Q(
                    state=State.VOID,
                    void_cause=VoidCause.RIVAL_ADOPTED,
                    void_version__isnull=True,
                    voided_at__isnull=False,
                    void_reason="",
                )
                | (
                    ~Q(state=State.VOID)
                    & Q(voided_at__isnull=True, void_cause="", void_reason="")
                    & Q(void_version__isnull=True)
                ),
                name="motion_void_has_cause",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CERTIFIED, certified_at__isnull=False)
                | (~Q(state=State.CERTIFIED) & Q(certified_at__isnull=True)),
                name="motion_certified_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=_REAL_ONLY, rehearsal=True), name="motion_kind_is_real"
            ),
            models.CheckConstraint(
                condition=Q(waits=False)
                | Q(kind=Kind.AMENDMENT, state__in=[State.NOTICED, State.VOID]),
                name="motion_waits_unopened",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this motion."""
        return f"motion:{self.pk}"

    @property
    def awaits_chair(self) -> bool:
        """Say whether the motion opens only when the chair of its live session opens it."""
        return self.sitting_id is not None and self.state == State.NOTICED

    @property
    def voting_minutes(self) -> int:
        """Return for how many minutes the chair's opening lasts, 0 outside a live session."""
        return (self.voting_seconds or 0) // 60

    @property
    def topic(self) -> str:
        """Return the topic on which changes of this motion are pushed."""
        return f"motion:{self.pk}"


class MotionText(models.Model):
    """One exact text that the motion is about, in one language."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="texts")
    rendering = models.ForeignKey(Rendering, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    authentic = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["motion", "rendering"], name="motion_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.motion_id} {self.sha256[:12]}"
