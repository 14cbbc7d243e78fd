"""The easy-to-read text of a chapter is published."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import uuid4

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.journal import record
from consult.core.transactions import command, step
from consult.drafts.models import Chapter, EasyRendering, EasyText
from consult.drafts.rules.cleaning import clean_block
from consult.drafts.rules.easy import EasyTextMissing, easy_document, easy_tag
from consult.drafts.rules.markdown import parse_markdown
from consult.drafts.rules.stored import store_block
from consult.drafts.selectors import same_as_published
from consult.ledger.canonical import canonical_bytes


@step
def publish_easy_text_step(*, actor: Any, chapter: Chapter, language: str) -> EasyRendering:
    """Publish what is saved as the easy-to-read text of the chapter's current version.

    Guarantees that it is named by its SHA-256, in the ledger too, and is never changed: a
    correction is the next edition. Refuses where nothing is saved or nothing has changed since
    the last edition, and a chapter without a version (`EasyTextMissing`).
    """
    require(actor, "drafts.publish_version", chapter.review)
    # Lock the chapter so that the version stays the current one while its retelling is published.
    chapter = (
        Chapter.objects.select_for_update(of=("self",)).select_related("review").get(pk=chapter.pk)
    )
    saved = EasyText.objects.filter(chapter=chapter, language=language).first()
    version = chapter.current
    blocks = [clean_block(block) for block in parse_markdown(saved.text)] if saved else []
    if version is None or not blocks or same_as_published(version, language, blocks):
        raise EasyTextMissing()
    keyed = [(str(uuid4()), block) for block in blocks]
    document = easy_document(chapter.slug, version.number, language, version.source_language, keyed)
    rendering = EasyRendering.objects.create(
        version=version,
        language=language,
        edition=version.easy_renderings.filter(language=language).count() + 1,
        blocks=[{"key": key, **store_block(block)} for key, block in keyed],
        sha256=hashlib.sha256(canonical_bytes(document)).hexdigest(),
        published_at=timezone.now(),
        published_by=actor,
    )
    record(
        chapter.review.log_id,
        "easy_text.published.v1",
        actor=actor.reference,
        subject=version.reference,
        data={
            "chapter": chapter.slug,
            "number": version.number,
            "edition": rendering.edition,
            "renderings": [{"language": easy_tag(language), "sha256": rendering.sha256}],
        },
    )
    return rendering


@command
def publish_easy_text(**arguments: Any) -> EasyRendering:
    """Publish an easy-to-read text: see `publish_easy_text_step`."""
    return publish_easy_text_step(**arguments)
