"""A review: one VNR process of one country."""

import uuid

from django.db import models
from django.db.models import F, Q

from consult.core.models import Log


class Review(models.Model):
    """A Voluntary National Review, from the first draft to the published record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    country = models.CharField(max_length=100)
    summary = models.TextField(blank=True)
    number_prefix = models.CharField(
        max_length=12, unique=True, help_text="Stands before public numbers, as in VNR26-000123."
    )
    languages = models.JSONField(default=list, help_text="Codes of the languages of the drafts.")
    timezone = models.CharField(max_length=60, default="UTC")
    comments_open_at = models.DateTimeField(null=True, blank=True)
    comments_close_at = models.DateTimeField(null=True, blank=True)
    log = models.OneToOneField(Log, on_delete=models.PROTECT, related_name="+")
    is_demonstration = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(comments_open_at__isnull=True, comments_close_at__isnull=True)
                # A comparison with nothing is neither true nor false, and would pass.
                | Q(
                    comments_open_at__isnull=False,
                    comments_close_at__isnull=False,
                    comments_close_at__gt=F("comments_open_at"),
                ),
                name="review_window_ends_after_it_opens",
            )
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this review."""
        return f"review:{self.pk}"
