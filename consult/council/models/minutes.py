"""What is written down of a live session, item by item, and fixed when the session ends."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from consult.council.models.sitting import AgendaItem, Sitting

# In characters: a few pages about one item of an agenda.
TEXT_LENGTH = 20_000


class ItemMinutes(models.Model):
    """The minutes of one agenda item: a draft until the session ends, and fixed from then on.

    `revision` counts the changes, so that nobody overwrites what they have not read.
    """

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="minutes")
    text = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["item"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.revision}"


class FixedMinutes(models.Model):
    """The minutes of a session as they were when it ended: their SHA-256, and when."""

    sitting = models.OneToOneField(Sitting, on_delete=models.PROTECT, related_name="fixed")
    sha256 = models.CharField(max_length=64)
    fixed_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.sha256[:12]}"
