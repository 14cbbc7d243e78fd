"""A vote chapter by chapter: motions that are put together, and what becomes of the whole."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from consult.council.rules.rollup import RollUpRule, RollUpStatus
from consult.reviews.models import Review


class RollUp(models.Model):
    """Motions on one chapter each, put in one go, and the rule by which they make a whole.

    Number, title and rule are stated before the first ballot and never change. `outcome` is
    written together with the last of the motions to close or to become void, and stays. Its row
    is locked after those of motions and before the log's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="rollups")
    number = models.CharField(max_length=24, unique=True)
    title = models.CharField(max_length=200)
    rule = models.CharField(
        max_length=16, choices=[(rule.value, rule.value) for rule in RollUpRule]
    )
    rehearsal = models.BooleanField(
        default=False, help_text="Of rehearsals; never in the ledger or the record."
    )
    put_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    put_at = models.DateTimeField()
    status = models.CharField(
        max_length=16,
        choices=[(status.value, status.value) for status in RollUpStatus],
        default=RollUpStatus.OPEN,
    )
    outcome = models.JSONField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-put_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=RollUpStatus.OPEN, outcome__isnull=True, decided_at__isnull=True)
                | (
                    ~Q(status=RollUpStatus.OPEN)
                    & Q(outcome__isnull=False, decided_at__isnull=False)
                ),
                name="rollup_decided_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[RollUpStatus.OPEN, RollUpStatus.NOT_ADOPTED])
                | Q(status=RollUpStatus.ADOPTED, rule=RollUpRule.ALL)
                | Q(status=RollUpStatus.WHOLE_FOLLOWS, rule=RollUpRule.ALL_THEN_WHOLE),
                name="rollup_status_fits_rule",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this roll-up."""
        return f"rollup:{self.pk}"
