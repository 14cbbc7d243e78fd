"""Translations that stand beside a text for colleagues who do not read its language."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from moderation.models.case import Case


class CaseTranslation(models.Model):
    """What a text says in another language, for moderators alone; the latest of a language counts.

    A person typed it, or a provider made it and nobody has checked it: then `provider` names it.
    `original_sha256` is of the text that was translated. `text` is erased with the original and is
    empty from then on; the ledger keeps nothing of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="translations")
    language = models.CharField(max_length=12)
    text = models.TextField()
    original_sha256 = models.CharField(max_length=64)
    provider = models.CharField(max_length=100, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["case", "made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(provider="") | Q(author__isnull=True),
                name="translation_is_of_a_person_or_a_machine",
            ),
        ]
        indexes = [models.Index(fields=["case", "-made_at"], name="case_translation_latest")]

    def __str__(self) -> str:
        return f"{self.case_id} in {self.language}"
