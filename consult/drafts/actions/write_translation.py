"""A translator writes the translation of one block, or says that it is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.transactions import command, step
from consult.drafts.actions.revise_translations import Wording, revise_translations_step
from consult.drafts.models import BlockTranslation, Chapter
from consult.drafts.rules.refusals import TranslationChanged, TranslationEmpty
from consult.drafts.rules.translating import Act
from consult.drafts.rules.typed import read_typed
from consult.drafts.selectors import check_language, source_block


@step
def write_translation_step(
    *,
    actor: Any,
    chapter: Chapter,
    language: str,
    key: UUID,
    typed: Sequence[str],
    seen_revision: int,
    reviewed: bool = False,
) -> BlockTranslation | None:
    """Save what a translator typed for a block, and mark it as reviewed where they say so.

    `typed` holds one text, or one for each cell of a table row, with marks
    (`consult.drafts.rules.markup`). All of them empty takes the translation back. `seen_revision`
    is the revision that the page showed, 0 for none. Guarantees that the former text is kept and
    that the translation bears the source it was typed beside.

    Refuses where somebody else saved in the meantime (`TranslationChanged`), marks that do not
    pair, notes, links or cells that are not the source's (`MarkNotClosed`, `NotesDiffer`,
    `LinksDiffer`, `CellsDiffer`), an empty text that is to be reviewed (`TranslationEmpty`), a
    block that is not in the current version (`BlockNotThere`) and a language into which the
    chapter is not translated (`NotATranslationLanguage`).
    """
    require(actor, "drafts.translate", chapter.review)
    # Lock the chapter so that a version is not composed while a translation changes.
    chapter = (
        Chapter.objects.select_for_update(of=("self",))
        .select_related("review", "current")
        .get(pk=chapter.pk)
    )
    check_language(chapter, language)
    source = source_block(chapter, key)
    found = BlockTranslation.objects.filter(chapter=chapter, language=language, block_key=key)
    before = found.first()
    if (before.revision if before else 0) != seen_revision:
        raise TranslationChanged()
    html = read_typed(source, typed)
    if reviewed and not html:
        raise TranslationEmpty()
    given = {"actor": actor, "chapter": chapter, "language": language}
    if before is None and not html:
        return None
    as_it_was = before is not None and before.html == html
    if not (reviewed and as_it_was):
        revise_translations_step(**given, act=Act.WRITE, wordings=[Wording(key, source, html)])
    if reviewed:
        revise_translations_step(**given, act=Act.REVIEW, wordings=[Wording(key, source, html)])
    return found.get()


@command
def write_translation(**arguments: Any) -> BlockTranslation | None:
    """Save the translation of a block: see `write_translation_step`."""
    return write_translation_step(**arguments)
