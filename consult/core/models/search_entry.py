"""The index of everything that the public may search."""

from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """One published text in one language, and its words as they are searched.

    `kind` names what it is and `subject` which one; `scope` is the review and `within` the
    chapter, both as the room that indexes them writes them. The database keeps a full-text index
    beside this table: see the migration that makes it.
    """

    kind = models.CharField(max_length=16)
    scope = models.CharField(max_length=40)
    within = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    language = models.CharField(max_length=16)
    text = models.TextField()
    folded = models.TextField()
    configuration = models.CharField(
        max_length=16, help_text="PostgreSQL's name for the rules of the language, or “simple”."
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["within", "kind", "subject", "language"], name="search_entry_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} ({self.language})"
