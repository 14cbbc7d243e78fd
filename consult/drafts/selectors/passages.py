"""Passages of earlier versions as they read then, and where and how they read now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from consult.drafts.models import Anchor, BlockText, Placement, PlacementDecision, Version
from consult.drafts.rules.place import Outcome
from consult.drafts.rules.settling import Verdict, needs_a_person

CONTEXT = 160
"""Code points shown on each side of a passage."""

EARLIER = frozenset({Outcome.CHANGED, Outcome.AMBIGUOUS, Outcome.REMOVED})
"""Outcomes after which a reader of today's text has other words before them than were marked. A
passage that is unchanged or has merely moved has the same ones."""


@dataclass(frozen=True, slots=True)
class Words:
    """A passage with what stands round it; without offsets it is a whole block, or a chapter."""

    before: str
    words: str
    after: str
    language: str
    is_passage: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """A passage then and now.

    `made_on` is the version it was marked in, `outcome` what became of it by the carry-over or by
    an editor's decision, `verdict` that decision and `seen` how many there have been in the version
    in force; `proposed` says that the carry-over found a place. `now` is None where it is gone.
    """

    anchor_id: UUID
    made_on: int
    outcome: str
    then: Words
    now: Words | None
    block_key: UUID | None
    was_in: UUID | None
    verdict: str
    seen: int
    proposed: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor stands in a version: by decision, or else by the carry-over."""

    outcome: str
    block_key: UUID | None
    language: str
    start: int | None
    end: int | None
    verdict: str
    seen: int
    proposed: bool
    is_open: bool


def place_in(version: Version, anchor: Anchor) -> Place | None:
    """Return where one anchor stands in a later version, in two queries; None for its own."""
    return _places(version, {anchor.pk: anchor}).get(anchor.pk)


def wordings(version: Version, anchor_ids: Iterable[UUID]) -> dict[UUID, Wording]:
    """Return each of the anchors that was carried to a version, then and now, in five queries."""
    rows = Anchor.objects.filter(pk__in=list(anchor_ids)).select_related("version")
    anchors = {anchor.pk: anchor for anchor in rows}
    places = _places(version, anchors)
    old = _texts({anchor.version_id for anchor in anchors.values()}, anchors.values())
    new = _texts({version.pk}, places.values())
    found = {}
    for pk, place in places.items():
        anchor = anchors[pk]
        then = _words(old, anchor.version, anchor)
        found[pk] = Wording(
            anchor_id=pk,
            made_on=anchor.version.number,
            outcome=place.outcome,
            then=then or Words("", anchor.exact, "", anchor.language, True),
            now=_words(new, version, place),
            block_key=place.block_key,
            was_in=anchor.block_key,
            verdict=place.verdict,
            seen=place.seen,
            proposed=place.proposed,
            is_open=place.is_open,
        )
    return found


def _places(version: Version, anchors: Mapping[UUID, Anchor]) -> dict[UUID, Place]:
    decided: dict[UUID, PlacementDecision] = {}
    decisions = PlacementDecision.objects.filter(version=version, anchor__in=list(anchors))
    for decision in decisions.order_by("number"):
        decided[decision.anchor_id] = decision
    placements = Placement.objects.filter(version=version, anchor__in=list(anchors))
    return {
        placement.anchor_id: _place(
            placement, anchors[placement.anchor_id], decided.get(placement.anchor_id)
        )
        for placement in placements
    }


def _place(placement: Placement, anchor: Anchor, decision: PlacementDecision | None) -> Place:
    holds = decision is not None and decision.verdict != Verdict.UNDONE
    source: Any = decision if holds else placement
    return Place(
        outcome=source.outcome,
        block_key=source.block_key,
        language=decision.language if decision and holds else anchor.language,
        start=source.start,
        end=source.end,
        verdict=decision.verdict if decision and holds else "",
        seen=decision.number if decision else 0,
        proposed=placement.block_key is not None,
        is_open=not holds and needs_a_person(placement.outcome, placement.match),
    )


def _texts(
    versions: set[UUID], marked: Iterable[Anchor | Place]
) -> dict[tuple[UUID, UUID, str], str]:
    """Return the texts of the marked blocks by version, key and language, in one query."""
    keys = {each.block_key for each in marked if each.block_key is not None}
    rows = BlockText.objects.filter(block__version__in=versions, block__key__in=keys)
    return {
        (version_id, key, language): text
        for version_id, key, language, text in rows.values_list(
            "block__version_id", "block__key", "language", "text"
        )
    }


def _words(
    texts: Mapping[tuple[UUID, UUID, str], str], version: Version, at: Anchor | Place
) -> Words | None:
    """Return the words at a place of a version, in the source language where it lacks another."""
    if at.block_key is None:
        return None
    text = texts.get((version.pk, at.block_key, at.language))
    if text is None:
        source = version.source_language
        return Words("", texts.get((version.pk, at.block_key, source), ""), "", source, False)
    if at.start is None or at.end is None:
        return Words("", text, "", at.language, False)
    before, after = text[: at.start], text[at.end :]
    return Words(
        before=before if len(before) <= CONTEXT else "…" + before[-CONTEXT:],
        words=text[at.start : at.end],
        after=after if len(after) <= CONTEXT else after[:CONTEXT] + "…",
        language=at.language,
        is_passage=True,
    )
