"""Answers: what became of a comment, and why."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from consult.comments.models import Comment
from consult.drafts.models import Anchor
from consult.responses.rules.dispositions import DISPOSITION_NAMES, Disposition


class Answer(models.Model):
    """One answer to one comment. A later one supersedes it; none is changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=True)
    disposition = models.CharField(
        max_length=20, choices=[(value.value, value.value) for value in Disposition]
    )
    reason = models.TextField()
    html = models.TextField()
    language = models.CharField(max_length=12)
    changed = models.ForeignKey(
        Anchor,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The words that changed because of the comment.",
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["comment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="answer_number_once"),
            models.UniqueConstraint(
                fields=["comment"], condition=Q(is_current=True), name="one_current_answer"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="answer_gives_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.disposition}"

    @property
    def name(self) -> str:
        """Return the disposition's name, marked for translation where it is shown."""
        return DISPOSITION_NAMES[Disposition(self.disposition)]
