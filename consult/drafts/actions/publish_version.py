"""The drafts of a chapter become its next published version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.journal import record
from consult.core.realtime import publish_on_commit
from consult.core.transactions import step
from consult.drafts.actions.carry_anchors import write_placements_step
from consult.drafts.actions.index_text import index_text_step
from consult.drafts.actions.keep_texts import keep_texts_step
from consult.drafts.actions.plan_publication import Plan, plan_publication
from consult.drafts.actions.write_texts import write_texts_step
from consult.drafts.models import Chapter, Draft, Rendering, Version
from consult.drafts.rules.publishing import PublicationOvertaken
from consult.drafts.selectors import translation_state


@step
def publish_version_step(
    *,
    actor: Any,
    chapter: Chapter,
    languages: Sequence[str] | None = None,
    plan: Plan | None = None,
) -> Version:
    """Publish the chapter's drafts in checking as its next version; an editor may.

    `plan` is what `plan_publication` worked out before the transaction; without one it is worked
    out here, from the drafts in `languages` if these are given. Guarantees that every language of
    the version has the same blocks under the same keys, that a block which continues one of the
    version before keeps its key, that each rendering is named by its SHA-256, and that every
    anchor of the chapter has one placement in the new version, also one made since the plan.

    A language without a new draft is put together from its block translations, as far as the
    chapter publishes it (`rules.edition.translated`); one with a draft becomes translations.
    Refuses a plan made on another text in force, on other drafts or other translations
    (`PublicationOvertaken`), and what `plan_publication` refuses.
    """
    require(actor, "drafts.publish_version", chapter.review)
    # Lock the chapter, the lock for its drafts, so that two editors cannot publish one number.
    chapter = Chapter.objects.select_for_update().get(pk=chapter.pk)
    if plan is None:
        plan = plan_publication(actor=actor, chapter=chapter, languages=languages)
    if not _still_stands(plan, chapter):
        raise PublicationOvertaken()
    version = Version.objects.create(
        chapter=chapter,
        number=plan.number,
        source_language=chapter.source_language,
        published_at=timezone.now(),
        published_by=actor,
    )
    renderings = write_texts_step(
        version=version, keys=plan.keys, texts=plan.texts, translations=plan.translations
    )
    keep_texts_step(actor=actor, version=version, keys=plan.keys, texts=plan.texts)
    Draft.objects.filter(pk__in=plan.drafts).update(state=Draft.State.PUBLISHED)
    chapter.current = version
    chapter.save(update_fields=["current"])
    write_placements_step(version=version, carriage=plan.carriage)
    index_text_step(chapter=chapter, entries=plan.entries)
    _record(actor, version, renderings, blocks=len(plan.keys))
    publish_on_commit(f"chapter:{chapter.pk}", {"version": version.number})
    return version


def _still_stands(plan: Plan, chapter: Chapter) -> bool:
    """Say whether the locked chapter has the text, drafts and translations of the plan."""
    if translation_state(chapter) != plan.translation_state:
        return False
    waiting = Draft.objects.filter(pk__in=plan.drafts, state=Draft.State.CHECKING)
    return chapter.current_id == plan.base and dict(waiting.values_list("pk", "blocks")) == dict(
        plan.drafts
    )


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
