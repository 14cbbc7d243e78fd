"""Translations of blocks are revised, and what they were before is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.transactions import step
from consult.drafts.models import BlockTranslation, Chapter, FormerTranslation
from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.refusals import TranslationActRefused
from consult.drafts.rules.translating import MOVES, Act, Stored, Translation, state_of

KEPT: Final = ("revision", "html", "source_html", "state", "provider", "written_by", "written_at")


@dataclass(frozen=True, slots=True)
class Wording:
    """New words for a block, as clean inline markup, beside the source that they translate."""

    key: UUID
    source: ParsedBlock
    html: str


@step
def revise_translations_step(
    *,
    actor: Any,
    chapter: Chapter,
    language: str,
    act: Act,
    wordings: Sequence[Wording],
    provider: str = "",
) -> int:
    """Write new revisions of translations into one language; return how many changed.

    Guarantees that the revision before is kept, that each bears the source it translates, and
    that one which would stay as it is gets no revision. The caller holds the chapter's lock.
    Refuses what the state of any of them does not allow (`TranslationActRefused`), and then
    changes none. Takes the same few queries for any number.
    """
    require(actor, "drafts.translate", chapter.review)
    keys = [wording.key for wording in wordings]
    rows = BlockTranslation.objects.filter(chapter=chapter, language=language, block_key__in=keys)
    before = {row.block_key: row for row in rows}
    by = {"provider": provider, "written_by": actor, "written_at": timezone.now()}
    made, changed, former = [], [], []
    for wording in wordings:
        row = before.get(wording.key)
        said = Translation(wording.html, _next(wording, row, act), wording.source.html)
        if row is None:
            row = BlockTranslation(chapter=chapter, language=language, block_key=wording.key)
            made.append(row)
        elif _says(row) == said:
            continue
        else:
            former.append(_former(row))
            row.revision += 1
            changed.append(row)
        row.html, row.state, row.source_html = said.html, said.stored.value, said.source_html
        for name, value in by.items():
            setattr(row, name, value)
    BlockTranslation.objects.bulk_create(made)
    FormerTranslation.objects.bulk_create(former)
    if changed:
        BlockTranslation.objects.bulk_update(changed, KEPT)
    return len(made) + len(changed)


def _says(row: BlockTranslation) -> Translation:
    return Translation(row.html, Stored(row.state), row.source_html)


def _next(wording: Wording, old: BlockTranslation | None, act: Act) -> Stored:
    state = state_of(wording.source, _says(old) if old else None)
    stored = MOVES[state].get(act)
    if stored is None:
        raise TranslationActRefused()
    return stored


def _former(row: BlockTranslation) -> FormerTranslation:
    kept = {name: getattr(row, name) for name in KEPT if name != "written_by"}
    return FormerTranslation(translation=row, written_by_id=row.written_by_id, **kept)
