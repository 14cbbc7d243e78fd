"""A passage is carried on from the place that an editor chose for it in an earlier version."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from consult.drafts.rules.carry import Carried, Carrying, Edition, Mark, Matched
from consult.drafts.rules.passage import quote
from consult.drafts.rules.place import Outcome
from consult.drafts.rules.settling import outcome_of


def words_at(edition: Edition, mark: Mark | Carried, language: str) -> str:
    """Return the words that something marks in an edition; those of its block without offsets.

    They are the source language's where the edition has none in `language`, and none at all for
    a whole chapter or a block that is gone.
    """
    key = mark.block_key
    if key is None:
        return ""
    text = edition.texts.get((key, language))
    if text is None:
        return edition.texts.get((key, edition.source_language), "")
    return text if mark.start is None or mark.end is None else text[mark.start : mark.end]


def mark_at(
    edition: Edition, block_key: UUID | None, language: str, start: int | None, end: int | None
) -> Mark:
    """Return a place in an edition as a passage that can be carried, with its context."""
    if block_key is None or start is None or end is None:
        return Mark(block_key, language, None, None, "", "", "")
    return Mark(
        block_key, language, start, end, *quote(edition.texts[block_key, language], start, end)
    )


def carry_on(
    carrying: Carrying, chosen: Mark, new: Edition, original: str, before: Outcome | None
) -> Carried:
    """Carry a passage from where a person found it, and judge it by its `original` words.

    What was found gone stays gone, and nobody is asked about it again. What stays where it was
    put counts as moved where its words are the original ones, and as changed where they are not,
    since a reader compares the text with what the comment was made on. `before` is as for
    `Carrying.carry`.
    """
    if chosen.block_key is None:
        return Carried(Outcome.REMOVED, None, score=0, match=Matched.GONE)
    carried = carrying.carry(chosen, before=before)
    if carried.outcome not in (Outcome.UNCHANGED, Outcome.MOVED):
        return carried
    return replace(carried, outcome=outcome_of(original, words_at(new, carried, chosen.language)))
