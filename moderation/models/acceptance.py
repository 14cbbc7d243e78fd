"""Who has accepted which version of the code of conduct."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from moderation.models.conduct import CodeOfConduct


class Acceptance(models.Model):
    """A person's acceptance of one version, once. A guest's stands with what they sent."""

    conduct = models.ForeignKey(CodeOfConduct, on_delete=models.PROTECT, related_name="accepted")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="codes_accepted"
    )
    accepted_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["conduct", "person"], name="code_accepted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.conduct_id}"
