"""Words that a team wants to see marked, for each language."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from consult.reviews.models import Review


class WordList(models.Model):
    """The words of one language in one review; the ledger keeps what they were before."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="word_lists")
    language = models.CharField(max_length=12)
    words = models.JSONField(default=list)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    set_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["review", "language"], name="one_word_list_a_language"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.language}"
