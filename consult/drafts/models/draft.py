"""Texts that have been imported and not yet published."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from consult.drafts.models.chapter import Chapter


class Draft(models.Model):
    """What an import recognised, shown to editors for checking before it is published."""

    class State(models.TextChoices):
        CHECKING = "checking"
        PUBLISHED = "published"
        DISCARDED = "discarded"
        PAIRED = "paired"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="drafts")
    language = models.CharField(max_length=12)
    source_name = models.CharField(max_length=200, blank=True)
    source_sha256 = models.CharField(max_length=64)
    blocks = models.JSONField(default=list)
    dropped = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["-imported_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "language"],
                condition=models.Q(state="checking"),
                name="one_draft_in_checking_a_language",
            )
        ]

    def __str__(self) -> str:
        return f"{self.chapter_id} {self.language} ({self.state})"
