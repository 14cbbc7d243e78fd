"""Texts that have been imported and not yet published."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from consult.drafts.models.chapter import Chapter
from consult.drafts.rules.editing.acts import What


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
    revision = models.PositiveIntegerField(default=0)
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


class DraftChange(models.Model):
    """One change of a draft by an editor, with what is needed to take it back.

    `revision` is the one that it led to. `undone` is true while it is taken back. `of` names the
    change that an undo or redo was about, or the removal that a restored block comes from.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()
    what = models.CharField(max_length=10, choices=[(what.value, what.value) for what in What])
    number = models.PositiveIntegerField()
    excerpt = models.CharField(max_length=80, blank=True)
    steps = models.JSONField()
    of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    undone = models.BooleanField(default=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["draft", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "revision"], name="draft_revision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.revision} {self.what}"
