"""A translated draft beside the source that it translates."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from consult.core.errors import DomainError
from consult.drafts.models import Draft
from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.pairing import pair_blocks
from consult.drafts.rules.stored import restore_block
from consult.drafts.rules.translating import State, state_of
from consult.drafts.rules.typed import fitted_import
from consult.drafts.selectors.translations import sources_of, translations_of


@dataclass(frozen=True, slots=True)
class PairRow:
    """A block of the source and the one of the draft that seems to translate it, or one alone.

    `number` counts the rows from 1 and names the pair. `html` is what would be taken over;
    `problem` says why it cannot be. `state` is that of the translation that is there already.
    """

    number: int
    key: UUID | None
    source: ParsedBlock | None
    translation: ParsedBlock | None
    likely: bool
    html: str
    problem: DomainError | None
    state: State
    same: bool

    @property
    def can_be_taken(self) -> bool:
        """Say whether the pair would change anything and may."""
        return bool(self.html) and not self.same


def pairing_of(draft: Draft) -> list[PairRow]:
    """Return every block of the current source and of the draft, in order, in two queries.

    The draft comes with its chapter and current version. The same draft beside the same version
    gives the same rows.
    """
    chapter = draft.chapter
    sources = sources_of(chapter)
    blocks = [restore_block(stored) for stored in draft.blocks]
    known = translations_of(chapter, [draft.language]).get(draft.language, {})
    rows = []
    pairs = pair_blocks([source for _key, source in sources], blocks)
    for number, pair in enumerate(pairs, start=1):
        key, source = (None, None) if pair.source is None else sources[pair.source]
        block = None if pair.translation is None else blocks[pair.translation]
        html, problem = _taken(source, block)
        before = known.get(key) if key else None
        state = state_of(source, before) if source else State.MISSING
        same = before is not None and before.html == html and state is not State.STALE
        rows.append(PairRow(number, key, source, block, pair.likely, html, problem, state, same))
    return rows


def _taken(source: ParsedBlock | None, block: ParsedBlock | None) -> tuple[str, DomainError | None]:
    if source is None or block is None:
        return "", None
    try:
        return fitted_import(source, block), None
    except DomainError as error:
        return "", error
