"""An editor chooses what of a language is published."""

from __future__ import annotations

from typing import Any

from consult.accounts.permissions import require
from consult.core.transactions import command, step
from consult.drafts.models import Chapter, ChapterLanguage
from consult.drafts.rules.translating import Publishes
from consult.drafts.selectors import check_language


@step
def choose_published_step(
    *, actor: Any, chapter: Chapter, language: str, publishes: Publishes
) -> ChapterLanguage:
    """Set what of the chapter's translations into a language goes into its next version.

    What is published already stays as it is. Refuses a language into which the chapter is not
    translated (`NotATranslationLanguage`).
    """
    require(actor, "drafts.translate", chapter.review)
    check_language(chapter, language)
    # Lock the chapter so that a version is not composed while the choice changes.
    Chapter.objects.select_for_update().get(pk=chapter.pk)
    chosen, _made = ChapterLanguage.objects.update_or_create(
        chapter=chapter, language=language, defaults={"publishes": publishes.value}
    )
    return chosen


@command
def choose_published(**arguments: Any) -> ChapterLanguage:
    """Choose what of a language is published: see `choose_published_step`."""
    return choose_published_step(**arguments)
