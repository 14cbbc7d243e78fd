"""Translations that were asked of a machine, and how far it is."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from consult.drafts.models.chapter import Chapter
from consult.drafts.models.version import Version


class MachineRun(models.Model):
    """One request to fill a language's missing blocks by machine.

    `passed` counts the blocks of the version that it has gone through, `suggested` those that
    got a translation, `unusable` those whose answer had other links, notes or marks.
    """

    class State(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="machine_runs")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12)
    provider = models.CharField(max_length=100)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    passed = models.PositiveIntegerField(default=0)
    suggested = models.PositiveIntegerField(default=0)
    unusable = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = ()
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "language"],
                condition=Q(state="running"),
                name="one_machine_run_a_language",
            )
        ]

    def __str__(self) -> str:
        return f"{self.chapter_id} {self.language} ({self.state})"
