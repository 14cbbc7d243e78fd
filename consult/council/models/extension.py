"""What moved the deadline of a motion."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consult.council.models.motion import Motion
from consult.council.rules.extension import Cause
from consult.council.rules.stage import Stage

# In characters: one paragraph that the whole council reads on the motion's page.
REASON_LENGTH = 1000


class Extension(models.Model):
    """One move of a deadline, later and with a reason.

    A decision moves it by `until` less `since`, where `since` is when it was decided; an outage
    lasted from `since` to `until`, and the rules say what that adds.
    """

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="extensions")
    cause = models.CharField(max_length=10, choices=[(cause.value, cause.value) for cause in Cause])
    stage = models.CharField(
        max_length=8,
        choices=[(stage.value, stage.value) for stage in Stage],
        help_text="Whose deadline moved: that of the silence procedure, or of the vote.",
    )
    since = models.DateTimeField()
    until = models.DateTimeField()
    before = models.DateTimeField(help_text="The deadline until then.")
    after = models.DateTimeField(help_text="The deadline from then on.")
    reason = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["motion", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(after__gt=F("before")), name="extension_never_shortens"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="extension_lasts_something"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.motion_id} {self.cause} {self.after}"
