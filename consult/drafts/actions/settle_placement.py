"""An editor says where a passage stands that a new version left in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.errors import NotThere
from consult.core.journal import record
from consult.core.transactions import step
from consult.drafts.models import Anchor, BlockText, Chapter, Placement, PlacementDecision, Version
from consult.drafts.rules.place import Outcome
from consult.drafts.rules.refusals import BlockNotThere
from consult.drafts.rules.settling import (
    AlreadySettled,
    NoPlaceProposed,
    NothingToUndo,
    Verdict,
    WordsNotThere,
    outcome_of,
)
from consult.drafts.selectors.passages import Wording, wordings


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in the version in force; no block where the passage is gone."""

    block_key: UUID | None = None
    language: str = ""
    start: int | None = None
    end: int | None = None
    words: str = ""


@step
def settle_placement_step(
    *,
    actor: Any,
    chapter: Chapter,
    anchor_id: UUID,
    verdict: Verdict,
    version_number: int,
    seen: int,
    block_key: UUID | None = None,
    words: str = "",
) -> PlacementDecision:
    """Decide where an anchor stands in the chapter's version in force; an editor may.

    `accepted` takes the place that the carry-over proposed, `placed` the block `block_key`, and
    in it `words` where some are quoted; `removed` confirms that the passage is gone; `undone`
    takes the last decision back. `version_number` and `seen` say which version, and how many
    decisions in it, the editor had before them. The decision is a new row and an entry of the
    ledger; anchor and placement stay as they are.

    Refuses what somebody else has decided, or a newer version overtaken, since (`AlreadySettled`),
    an anchor of another chapter, or one not carried to the version (`NotThere`), a place that
    nobody proposed (`NoPlaceProposed`), a block that is not there (`BlockNotThere`), words that do
    not stand in it exactly once (`WordsNotThere`), and taking back what is not decided
    (`NothingToUndo`).
    """
    require(actor, "drafts.settle_placement", chapter.review)
    chapter, anchor, wording = _locked(chapter, anchor_id)
    version = chapter.current
    if version is None or (version.number, wording.seen) != (version_number, seen):
        raise AlreadySettled()
    spot, outcome = _spot(anchor, version, wording, verdict, block_key, words)
    decision = PlacementDecision.objects.create(
        anchor=anchor,
        version=version,
        number=seen + 1,
        verdict=verdict,
        outcome=outcome,
        block_key=spot.block_key,
        language=spot.language or anchor.language,
        start=spot.start,
        end=spot.end,
        decided_by=actor,
        decided_at=timezone.now(),
    )
    _record(actor, chapter, decision)
    return decision


def _locked(chapter: Chapter, anchor_id: UUID) -> tuple[Chapter, Anchor, Wording]:
    """Lock the chapter, so that no newer version and no other decision comes in between."""
    chapters = Chapter.objects.select_for_update(of=("self",)).select_related("current")
    chapter = chapters.get(pk=chapter.pk)
    anchor = Anchor.objects.filter(version__chapter=chapter, pk=anchor_id).first()
    if anchor is None or chapter.current is None:
        raise NotThere()
    wording = wordings(chapter.current, [anchor_id]).get(anchor_id)
    if wording is None:
        raise NotThere()
    return chapter, anchor, wording


def _spot(
    anchor: Anchor,
    version: Version,
    wording: Wording,
    verdict: Verdict,
    block_key: UUID | None,
    words: str,
) -> tuple[_Spot, str]:
    """Return where the verdict puts the anchor, and what that means for its words."""
    if verdict is Verdict.REMOVED:
        return _Spot(), Outcome.REMOVED
    placement = Placement.objects.get(anchor=anchor, version=version)
    if verdict is Verdict.UNDONE:
        if not wording.verdict:
            raise NothingToUndo()
        return _proposed(anchor, version, placement), placement.outcome
    if verdict is Verdict.ACCEPTED:
        if placement.block_key is None:
            raise NoPlaceProposed()
        spot = _proposed(anchor, version, placement)
    else:
        spot = _quoted(anchor, version, block_key, words)
    return spot, outcome_of(wording.then.words, spot.words)


def _proposed(anchor: Anchor, version: Version, placement: Placement) -> _Spot:
    if placement.block_key is None:
        return _Spot()
    text, language = _text(anchor, version, placement.block_key)
    marked = text if placement.start is None else text[placement.start : placement.end]
    return _Spot(placement.block_key, language, placement.start, placement.end, marked)


def _quoted(anchor: Anchor, version: Version, block_key: UUID | None, words: str) -> _Spot:
    if block_key is None:
        raise BlockNotThere()
    text, language = _text(anchor, version, block_key)
    quoted = words.strip()
    if not quoted:
        return _Spot(block_key, language, words=text)
    if text.count(quoted) != 1:
        raise WordsNotThere()
    start = text.index(quoted)
    return _Spot(block_key, language, start, start + len(quoted), quoted)


def _text(anchor: Anchor, version: Version, block_key: UUID) -> tuple[str, str]:
    """Return a block's text in the anchor's language, or in the source where there is none."""
    rows = BlockText.objects.filter(block__version=version, block__key=block_key)
    texts = dict(rows.values_list("language", "text"))
    for language in (anchor.language, version.source_language):
        if language in texts:
            return texts[language], language
    raise BlockNotThere()


def _record(actor: Any, chapter: Chapter, decision: PlacementDecision) -> None:
    record(
        chapter.review.log_id,
        "passage.settled.v1",
        actor=actor.reference,
        subject=f"anchor:{decision.anchor_id}",
        data={
            "chapter": chapter.slug,
            "version": decision.version.number,
            "number": decision.number,
            "verdict": decision.verdict,
            "outcome": decision.outcome,
            "block": str(decision.block_key) if decision.block_key else None,
            "start": decision.start,
            "end": decision.end,
        },
    )
