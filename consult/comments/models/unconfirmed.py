"""What a guest has written and not yet confirmed."""

from __future__ import annotations

import uuid

from django.db import models

from consult.comments.models.comment import Comment
from consult.comments.models.sent_document import SentDocument
from consult.drafts.models import Anchor, Chapter


class Unconfirmed(models.Model):
    """A guest's text that waits for its confirmation by e-mail; no case and no receipt yet.

    Once it has become a comment, name, address and text stand there alone and are empty here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="+")
    anchor = models.ForeignKey(Anchor, on_delete=models.PROTECT, related_name="+")
    replied_to = models.ForeignKey(Comment, null=True, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=12)
    page_language = models.CharField(max_length=12)
    body = models.TextField(blank=True)
    suggested_old = models.TextField(blank=True)
    suggested_new = models.TextField(blank=True)
    document = models.ForeignKey(
        SentDocument, null=True, on_delete=models.CASCADE, related_name="unconfirmed"
    )
    place = models.PositiveSmallIntegerField(default=0, help_text="Among those of one file.")
    on_behalf_of = models.CharField(max_length=120, blank=True)
    code_version = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(help_text="When it was sent; the window is judged by this.")
    comment = models.OneToOneField(Comment, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["email"],
                name="unconfirmed_by_address",
                condition=models.Q(comment__isnull=True),
            ),
            models.Index(
                fields=["sent_at"],
                name="unconfirmed_by_age",
                condition=models.Q(comment__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this guest, once."""
        return f"guest:{self.pk}"
