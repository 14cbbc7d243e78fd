"""Two versions compared block by block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from consult.drafts.rules.blocks import AttrValue, BlockKind, block_text, note_reference
from consult.drafts.rules.comparison import Row, RowState, compare, summary_of


@dataclass(frozen=True)
class Block:
    key: str
    html: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    attrs: Mapping[str, AttrValue] = field(default_factory=dict)
    language: str = "en"

    @property
    def text(self) -> str:
        return block_text(self.html)


OLD = [Block(key, f"Paragraph {key} says this.") for key in "abcdefg"]


def told(rows: list[Row[Block]]) -> str:
    marks = {
        RowState.SAME: "=", RowState.CHANGED: "~", RowState.FORMAT: "f",
        RowState.ADDED: "+", RowState.REMOVED: "-", RowState.LEFT: "<",
    }  # fmt: skip
    return " ".join(
        f"{marks[row.state]}{'>' if row.moved and row.state is not RowState.LEFT else ''}{row.key}"
        for row in rows
    )


def test_every_kind_of_change_is_told_where_it_stands() -> None:
    a, *_between, f, g = OLD
    new = [
        Block("x", "A new beginning."),
        a,
        Block("c", "Paragraph c says that."),
        f,
        Block("d", "Paragraph <em>d</em> says this."),
        Block("b", "Paragraph b says this again."),
        g,
    ]
    rows = compare(OLD, new)
    assert told(rows) == "+x =a <b ~c =>f fd -e <f ~>b =g"
    moved = next(row for row in rows if row.key == "f" and row.state is RowState.SAME)
    assert (moved.old_number, moved.new_number) == (6, 4)
    summary = summary_of(rows)
    assert (summary.same, summary.changed, summary.formatted) == (2, 2, 1)
    assert (summary.added, summary.removed, summary.moved) == (1, 1, 2)
    assert (summary.words_added, summary.words_removed) == (3 + 1 + 1, 1 + 4)


def test_a_note_that_was_renumbered_is_no_change_and_a_new_one_is_no_word() -> None:
    old = [Block("a", f"Trees{note_reference('1')} grew."), Block("b", "They grew.")]
    new = [
        Block("a", f"Trees{note_reference('2')} grew."),
        Block("b", f"They{note_reference('1')} grew."),
    ]
    assert told(compare(old, new)) == "=a fb"


def test_numbers_counted_by_the_word_processor_do_not_count() -> None:
    old = [Block("a", "Aims", BlockKind.HEADING, 2, {"number": "2.1"})]
    new = [Block("a", "Aims", BlockKind.HEADING, 2, {"number": "2.2"})]
    deeper = [Block("a", "Aims", BlockKind.HEADING, 3, {"number": "2.1"})]
    assert told(compare(old, new)) == "=a"
    assert told(compare(old, deeper)) == "fa"


def test_a_block_in_another_language_is_not_compared_word_by_word() -> None:
    rows = compare([Block("a", "Les forêts")], [Block("a", "Les forests", language="fr")])
    assert [change.text for change in rows[0].words] == ["Les forêts", "Les forests"]


def test_rows_name_the_heading_above() -> None:
    head = Block("h", "Aims", BlockKind.HEADING, 1)
    rows = compare([head, Block("a", "One.")], [head, Block("a", "Two.")])
    assert [row.section for row in rows] == [None, head]


BLOCKS = st.lists(
    st.builds(
        Block, st.sampled_from("abcdefgh"), st.sampled_from(["One.", "Two.", "One two.", ""])
    ),
    unique_by=lambda block: block.key,
)


@given(BLOCKS, BLOCKS)
def test_every_block_of_either_version_has_its_row(old: list[Block], new: list[Block]) -> None:
    rows = compare(old, new)
    at_its_place = [row for row in rows if row.state is not RowState.LEFT]
    assert [row.new for row in at_its_place if row.new] == new
    assert {row.key for row in at_its_place} == {block.key for block in [*old, *new]}
    assert len(at_its_place) == len({block.key for block in [*old, *new]})
    left = [row.key for row in rows if row.state is RowState.LEFT]
    assert set(left) == {row.key for row in at_its_place if row.moved}
    assert len(left) == len(set(left))
    # Read without what is new, the rows are the old version in its order.
    was = [row.old for row in rows if row.old and (row.state is RowState.LEFT or not row.moved)]
    assert was == old
    summary = summary_of(rows)
    if old == new:
        assert summary.same == len(old)
        assert not any(row.is_change for row in rows)
