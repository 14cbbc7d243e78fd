"""Words that a comment proposes in the place of others."""

from __future__ import annotations

from django.db import models

from consult.comments.models.comment import Comment


class Suggestion(models.Model):
    """A suggested wording: `old` words of the text, and `new` ones for their place; plain text.

    Either may be empty: nothing old is an insertion, nothing new a deletion.
    """

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="suggestion")
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(old="", new=""), name="suggestion_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}"
