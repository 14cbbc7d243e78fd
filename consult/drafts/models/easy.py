"""Easy-to-read texts of a chapter: as they are worked on, and as they were published."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from consult.drafts.models.chapter import Chapter
from consult.drafts.models.version import Version


class EasyText(models.Model):
    """What editors work on: Markdown, in one language."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="easy_texts")
    language = models.CharField(max_length=12)
    text = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["chapter", "language"], name="easy_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.chapter_id} {self.language}"


class EasyRendering(models.Model):
    """A published easy-to-read text of one version, named by its SHA-256. Never changed.

    `blocks` holds them as drafts do (`rules.stored`), each with a `key` of its own.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="easy_renderings")
    language = models.CharField(max_length=12)
    edition = models.PositiveSmallIntegerField()
    blocks = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["version", "language", "edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language", "edition"], name="easy_edition_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.language} {self.edition}"
