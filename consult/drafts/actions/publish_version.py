"""The drafts of a chapter become its next published version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.journal import record
from consult.core.languages import name_of
from consult.core.realtime import publish_on_commit
from consult.core.transactions import step
from consult.drafts.actions.carry_anchors import carry_anchors_step
from consult.drafts.actions.keep_texts import keep_texts_step
from consult.drafts.actions.write_texts import write_texts_step
from consult.drafts.models import Chapter, Draft, Rendering, Version
from consult.drafts.rules.edition import Texts, compose, kept_keys, translated
from consult.drafts.rules.refusals import NothingToPublish
from consult.drafts.rules.stored import restore_block
from consult.drafts.selectors import (
    choices_of,
    languages_to_publish,
    texts_of,
    translations_of,
)


@step
def publish_version_step(
    *, actor: Any, chapter: Chapter, languages: Sequence[str] | None = None
) -> Version:
    """Publish the chapter's drafts in checking as its next version; an editor may.

    `languages` narrows the drafts to these. Guarantees that every language of the version has
    the same blocks under the same keys, that a block which continues one of the version before
    keeps its key, that each rendering is named by its SHA-256, and that every anchor of the
    chapter has one placement in the new version.

    A language without a new draft is put together from its block translations, as far as the
    chapter publishes it (`rules.edition.translated`); one with a draft becomes translations.
    Refuses where neither drafts nor translations wait (`NothingToPublish`), without a source text
    (`SourceMissing`) and where a translation's draft has other blocks (`StructureDiffers`).
    """
    require(actor, "drafts.publish_version", chapter.review)
    # Lock the chapter, the lock for its drafts, so that two editors cannot publish one number.
    chapter = Chapter.objects.select_for_update().get(pk=chapter.pk)
    drafts = list(chapter.drafts.filter(state=Draft.State.CHECKING))
    if languages is not None:
        drafts = [draft for draft in drafts if draft.language in languages]
    if not drafts and (languages is not None or not languages_to_publish(chapter)):
        raise NothingToPublish()
    before = chapter.current
    old_keys, old_texts = texts_of(before) if before else ([], {})
    source = chapter.source_language
    texts = compose(source, _restored(drafts), old_texts, name_of)
    kept = kept_keys(old_texts.get(source, ()), old_keys, texts[source])
    translations = translated(
        texts[source], kept, choices_of(chapter, without=texts), translations_of(chapter)
    )
    version = Version.objects.create(
        chapter=chapter,
        number=before.number + 1 if before else 1,
        source_language=source,
        published_at=timezone.now(),
        published_by=actor,
    )
    keys = [key or uuid4() for key in kept]
    renderings = write_texts_step(
        version=version, keys=keys, texts=texts, translations=translations
    )
    keep_texts_step(actor=actor, version=version, keys=keys, texts=texts)
    Draft.objects.filter(pk__in=[draft.pk for draft in drafts]).update(state=Draft.State.PUBLISHED)
    chapter.current = version
    chapter.save(update_fields=["current"])
    carry_anchors_step(version=version)
    _record(actor, version, renderings, blocks=len(kept))
    publish_on_commit(f"chapter:{chapter.pk}", {"version": version.number})
    return version


def _restored(drafts: Iterable[Draft]) -> Texts:
    return {draft.language: [restore_block(stored) for stored in draft.blocks] for draft in drafts}


def _record(actor: Any, version: Version, renderings: Iterable[Rendering], blocks: int) -> None:
    record(
        version.chapter.review.log_id,
        "version.published.v1",
        actor=actor.reference,
        subject=version.reference,
        data={
            "chapter": version.chapter.slug,
            "number": version.number,
            "source_language": version.source_language,
            "renderings": [
                {"language": rendering.language, "sha256": rendering.sha256}
                for rendering in renderings
            ],
            "blocks": blocks,
        },
    )
