"""Earlier wordings of a comment."""

from __future__ import annotations

from django.db import models

from consult.comments.models.comment import Comment


class CommentRevision(models.Model):
    """A wording that the author has replaced; rows are never changed, only erased.

    `sha256` is that of the text in UTF-8, `entry_index` the entry of the log that commits to it.
    Nobody but moderators of the review and the author reads it.
    """

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    body = models.TextField(blank=True)
    html = models.TextField()
    suggested_new = models.TextField(blank=True)
    posted_at = models.DateTimeField(help_text="When this wording was sent.")
    replaced_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    entry_index = models.PositiveBigIntegerField()

    class Meta:
        default_permissions = ()
        ordering = ["comment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="wording_number_once"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="wordings_are_counted_from_one"
            ),
            models.CheckConstraint(
                condition=models.Q(replaced_at__gte=models.F("posted_at")),
                name="wording_is_replaced_after_it_was_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.number}"
