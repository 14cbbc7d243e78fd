"""Which Goals and targets a chapter or a block is about."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from consult.drafts.models.chapter import Chapter


class Tag(models.Model):
    """One Goal or target of a block, or of the whole chapter where no block is named.

    It holds for the block in all versions, since a block keeps its key.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="tags")
    block_key = models.UUIDField(null=True)
    code = models.CharField(max_length=5)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "block_key", "code"],
                condition=Q(block_key__isnull=False),
                name="block_tagged_once",
            ),
            models.UniqueConstraint(
                fields=["chapter", "code"],
                condition=Q(block_key__isnull=True),
                name="chapter_tagged_once",
            ),
        ]
        indexes = [models.Index(fields=["code", "chapter"], name="tag_by_code")]

    def __str__(self) -> str:
        return f"{self.chapter_id} {self.code}"
