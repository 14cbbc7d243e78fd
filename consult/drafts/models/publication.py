"""The publishing of a version that takes long enough to be watched."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from consult.drafts.models.chapter import Chapter
from consult.drafts.models.version import Version
from consult.drafts.rules.publishing import RUNNING, PublicationState


class Publication(models.Model):
    """One wish to publish a chapter's drafts, how far it has come, and how it ended.

    `drafts` names the drafts that were to be published and the SHA-256 of each, so that nothing
    else is published in their place. `reason` holds a refusal's sentence and its values.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="publications")
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in PublicationState],
        default=PublicationState.WAITING.value,
    )
    drafts = models.JSONField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    reason = models.JSONField(default=dict)
    version = models.OneToOneField(Version, null=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["chapter"],
                condition=models.Q(state__in=sorted(state.value for state in RUNNING)),
                name="one_publication_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state="published", version__isnull=False)
                | ~models.Q(state="published") & models.Q(version__isnull=True),
                name="published_publication_names_its_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chapter_id} {self.state}"
