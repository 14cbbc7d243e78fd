"""Published versions: immutable texts of a chapter in one or more languages."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from consult.drafts.models.chapter import Chapter


class Version(models.Model):
    """One immutable published text. Its rows are never changed once they are committed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    source_language = models.CharField(max_length=12)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["chapter", "number"]
        constraints = [
            models.UniqueConstraint(fields=["chapter", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_numbers_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.chapter_id} v{self.number}"

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this version."""
        return f"version:{self.pk}"


class Rendering(models.Model):
    """A version's text in one language, named by its SHA-256."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="renderings")
    language = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="rendering_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.language} {self.sha256[:12]}"
