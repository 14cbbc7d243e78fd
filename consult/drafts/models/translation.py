"""Translations of a chapter, block by block, and what of them is published."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from consult.drafts.models.block import BlockText
from consult.drafts.models.chapter import Chapter
from consult.drafts.rules.translating import Publishes, State, Stored


class BlockTranslation(models.Model):
    """The words of one block in one language, as translators work on them.

    Whether it is stale follows from `source_html`, the source's markup when the translation was
    last held to be right. Empty `html` stands for a translation that was taken back.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="translations")
    block_key = models.UUIDField()
    language = models.CharField(max_length=12)
    html = models.TextField(blank=True)
    source_html = models.TextField()
    state = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Stored])
    provider = models.CharField(max_length=100, blank=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "language", "block_key"], name="block_translated_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.block_key} {self.language} ({self.state})"


class FormerTranslation(models.Model):
    """What a translation was before its next revision. Written once and kept."""

    translation = models.ForeignKey(
        BlockTranslation, on_delete=models.CASCADE, related_name="former"
    )
    revision = models.PositiveIntegerField()
    html = models.TextField(blank=True)
    source_html = models.TextField()
    state = models.CharField(max_length=8)
    provider = models.CharField(max_length=100, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["translation", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation", "revision"], name="translation_revised_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.translation_id} r{self.revision}"


class ChapterLanguage(models.Model):
    """What of a chapter's translations into a language goes into its next version."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="translated_into")
    language = models.CharField(max_length=12)
    publishes = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in Publishes]
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["chapter", "language"], name="chapter_language_once"),
        ]

    def __str__(self) -> str:
        return f"{self.chapter_id} {self.language}: {self.publishes}"


class TextState(models.Model):
    """Marks a published text that no person had gone over: a machine's, or a translator's draft."""

    text = models.OneToOneField(
        BlockText, primary_key=True, on_delete=models.PROTECT, related_name="unreviewed"
    )
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in (State.MACHINE, State.DRAFT)]
    )

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.text_id} {self.state}"
