"""The blocks of a version and their text in each language."""

from __future__ import annotations

import uuid

from django.db import models

from consult.drafts.models.version import Version
from consult.drafts.rules.blocks import BlockKind


class Block(models.Model):
    """One block of one version; its key stays from version to version and across languages."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="blocks")
    key = models.UUIDField(default=uuid.uuid4)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in BlockKind])
    level = models.PositiveSmallIntegerField(default=0)
    attrs = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="block_key_once_a_version"),
            models.UniqueConstraint(fields=["version", "position"], name="block_has_one_place"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.position}"


class BlockText(models.Model):
    """The words of a block in one language: sanitised inline markup and the plain text of it."""

    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=12)
    html = models.TextField()
    text = models.TextField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["block", "language"], name="block_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.block_id} {self.language}"
