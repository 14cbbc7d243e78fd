"""States of translations, what they allow, what is published of them, and progress."""

from __future__ import annotations

import pytest

from consult.drafts.rules.blocks import BlockKind, ParsedBlock, note_reference
from consult.drafts.rules.edition import TranslatedBlock, translated
from consult.drafts.rules.translating import (
    ALLOWED,
    MOVES,
    Act,
    Publishes,
    Share,
    State,
    Stored,
    Translation,
    progress,
    state_of,
)


def _source(html: str, kind: BlockKind = BlockKind.PARAGRAPH) -> ParsedBlock:
    return ParsedBlock(kind, 0, html, html)


@pytest.mark.parametrize(
    ("translation", "state"),
    [
        (None, State.MISSING),
        (Translation("", Stored.REVIEWED, "Now"), State.MISSING),
        (Translation("Jetzt", Stored.REVIEWED, "Then"), State.STALE),
        (Translation("Jetzt", Stored.MACHINE, "Now"), State.MACHINE),
        (Translation("Jetzt", Stored.DRAFT, "Now"), State.DRAFT),
        (Translation("Jetzt", Stored.REVIEWED, "Now"), State.REVIEWED),
    ],
)
def test_the_state_follows_from_the_source(translation: Translation | None, state: State) -> None:
    assert state_of(_source("Now"), translation) is state


def test_a_renumbered_note_makes_nothing_stale() -> None:
    old, new = f"A{note_reference('1')}", f"A{note_reference('2')}"
    assert state_of(_source(new), Translation("B", Stored.DRAFT, old)) is State.DRAFT


def test_a_machine_never_replaces_a_person() -> None:
    assert [state for state in State if Act.SUGGEST in MOVES[state]] == [State.MISSING]
    assert MOVES[State.STALE][Act.REVIEW] is Stored.REVIEWED
    assert Act.REVIEW not in MOVES[State.MISSING]
    assert all(moves[Act.WRITE] is Stored.DRAFT for moves in MOVES.values())


def test_nothing_stale_or_missing_is_ever_published() -> None:
    for allowed in ALLOWED.values():
        assert not allowed & {State.STALE, State.MISSING}


def test_an_edition_takes_what_fits_and_what_the_editor_chose() -> None:
    source = [_source("One"), _source("Two"), _source("Three"), _source("–"), _source("Five")]
    known = {
        1: Translation("Eins", Stored.REVIEWED, "One"),
        2: Translation("Zwo", Stored.REVIEWED, "2"),
        3: Translation("Drei", Stored.MACHINE, "Three"),
    }
    keys = [1, 2, 3, 4, None]

    def shown(publishes: Publishes) -> list[str | None] | None:
        text = translated(source, keys, {"de": publishes}, {"de": known}).get("de")
        if text is None:
            return None
        return [f"{block.html} {block.state.value}" if block else None for block in text]

    dash = "– reviewed"
    assert shown(Publishes.REVIEWED) == ["Eins reviewed", None, None, dash, None]
    assert shown(Publishes.MACHINE) == ["Eins reviewed", None, "Drei machine", dash, None]
    assert shown(Publishes.NOTHING) is None
    assert translated(source, keys, {"fr": Publishes.MACHINE}, {"de": known}) == {}


def test_published_notes_bear_the_numbers_of_the_source() -> None:
    source = _source(f"A{note_reference('2')}")
    known = {1: Translation(f"B{note_reference('1')}", Stored.REVIEWED, f"A{note_reference('1')}")}
    text = translated([source], [1], {"de": Publishes.REVIEWED}, {"de": known})
    assert text == {
        "de": [TranslatedBlock(f"B{note_reference('2')}", "B2", State.REVIEWED)],
    }


def test_progress_counts_blocks_and_words_of_the_source() -> None:
    counted = progress(
        [
            (_source("two words"), State.REVIEWED),
            (_source("one and a stale one"), State.STALE),
            (_source("one more"), State.MISSING),
            (_source("…"), State.MISSING),
        ]
    )
    assert counted.total == Share(3, 9)
    assert counted.by_state[State.STALE] == Share(1, 5)
    assert counted.per_cent == 22
    assert progress([]).per_cent == 100
