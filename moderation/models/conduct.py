"""The code of conduct: versioned rules."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from consult.reviews.models import Review


class CodeOfConduct(models.Model):
    """One published version of the rules; the highest number of a review is in force."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="codes_of_conduct")
    version = models.PositiveSmallIntegerField()
    sentence = models.CharField(
        max_length=300, help_text="The sentence shown at the moment of writing."
    )
    promise = models.TextField(
        blank=True, help_text="What is never a ground to refuse a text, political criticism first."
    )
    sha256 = models.CharField(
        max_length=64, help_text="Of its canonical JSON in every language, as in the ledger."
    )
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["review", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["review", "version"], name="conduct_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} code {self.version}"

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this version."""
        return f"code:{self.pk}"


class Rule(models.Model):
    """One rule of a version, cited by its code."""

    conduct = models.ForeignKey(CodeOfConduct, on_delete=models.PROTECT, related_name="rules")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    text = models.TextField()
    consequence = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["conduct", "position"]
        constraints = [
            models.UniqueConstraint(fields=["conduct", "code"], name="rule_code_once_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
