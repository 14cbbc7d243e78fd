"""The words of a question of procedure, as the council was told them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from consult.council.models.motion import Motion


class QuestionWords(models.Model):
    """A question of procedure in one language: what is voted on, and its hash.

    Written when the council is told, and never changed. Exactly one language is authentic, and has
    both a title and an explanation.
    """

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="words")
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=200, blank=True)
    explanation = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    authentic = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        ordering = ["motion", "-authentic", "language"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "language"], name="question_language_once"),
            models.UniqueConstraint(
                fields=["motion"], condition=Q(authentic=True), name="question_one_authentic"
            ),
            models.CheckConstraint(
                condition=Q(authentic=False) | ~(Q(title="") | Q(explanation="")),
                name="question_authentic_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.motion_id} {self.language} {self.sha256[:12]}"
