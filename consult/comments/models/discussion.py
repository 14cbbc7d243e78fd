"""The discussion of a chapter and its kept numbers."""

from __future__ import annotations

from django.db import models

from consult.drafts.models import Chapter


class Discussion(models.Model):
    """All comments on one chapter. Its row is the lock under which threads get their places."""

    chapter = models.OneToOneField(Chapter, on_delete=models.PROTECT, related_name="discussion")
    threads = models.PositiveIntegerField(default=0, help_text="Threads begun so far.")
    shown = models.PositiveIntegerField(default=0, help_text="Comments the public sees.")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.chapter_id}"


class BlockTally(models.Model):
    """How many comments the public sees on one block, or on the chapter as a whole."""

    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="tallies")
    block_key = models.UUIDField(null=True)
    shown = models.PositiveIntegerField(default=0)
    threads = models.PositiveIntegerField(
        default=0, help_text="Threads ranked so far; the next one gets the number after it."
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["discussion", "block_key"],
                name="one_tally_a_block",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.discussion_id} {self.block_key} {self.shown}"
