"""Word files with margin comments that somebody has sent in, until they are confirmed."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models

from consult.drafts.models import Chapter, Version


def new_token() -> str:
    """Return what the address of a file's page bears, and nothing else opens it."""
    return secrets.token_urlsafe(32)


class SentDocument(models.Model):
    """What the margin of a file holds, placed in the version that its text fits best.

    The file itself is not kept. `items` are the stored `MarginItem`s; once they have become
    comments, or wait for a guest's confirmation, nothing is left of them here, and `made` names
    the comments in order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.CharField(max_length=64, unique=True, default=new_token)
    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12, help_text="In which its text fits that version.")
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    items = models.JSONField(default=list)
    taken_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, help_text="When its sender chose what to send.")
    made = models.JSONField(default=list)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["taken_at"],
                name="sent_document_by_age",
                condition=models.Q(sent_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
