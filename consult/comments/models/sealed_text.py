"""The whole text of a comment that the public reads with gaps."""

from __future__ import annotations

from django.db import models

from consult.comments.models.comment import Comment


class SealedText(models.Model):
    """A text as it was typed, kept for an appeal against its redaction and shown nowhere else.

    It is there as long as the comment's own columns have gaps. `spans` are the redacted stretches,
    pairs of code points of the text as moderators see it (`rules.redaction.TypedText`).
    """

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="sealed")
    body = models.TextField(blank=True)
    html = models.TextField()
    suggested_old = models.TextField(blank=True)
    suggested_new = models.TextField(blank=True)
    spans = models.JSONField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.comment_id}"
