"""The text of a designed PDF compared with a published text."""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.drafts.rules.blocks import BlockKind, ParsedBlock, block_text, note_reference
from consult.drafts.rules.markdown import parse_markdown
from consult.drafts.rules.pdf.compare import compare_pdf
from consult.drafts.rules.pdf.differences import DifferenceKind, Verdict, differences
from consult.drafts.rules.pdf.lines import stream_of_pages
from consult.drafts.rules.pdf.pages import read_pages
from consult.drafts.rules.pdf.stream import Stream, compared
from consult.drafts.selectors import BlockRow
from tests.drafts.pdf_files import designed

REGIONS = ("north", "south", "coast", "hills", "islands", "plains", "lakes", "capital")
ENGLISH = "# Progress\n\n" + "\n\n".join(
    f"The {region} councils planted {number},000 trees notwithstanding administrative "
    f"considerations; their co-leadership of sustainability programmes continued efficiently in "
    f"municipality {number} of the {region}, and well-being improved."
    for number, region in enumerate(REGIONS * 2, 1)
)
ARABIC = "# التقدم\n\n" + "\n\n".join(
    f"اجتمع المجلس {number} مرات في عام 2024، ولم ينشر إلا محضراً واحداً (رقم {number}) حتى الآن."
    for number in range(3, 15)
)
GEORGIAN = "# მიზნები\n\n" + "\n\n".join(
    f"{number} საბჭო შეიკრიბა ორჯერ და გამოაქვეყნა ოქმები ყველა რეგიონში." for number in range(20)
)
CHINESE = "# 进展\n\n" + "\n\n".join(
    f"今年第{number}区种了四百万棵树，其中一半在城镇，另一半在山区。" for number in range(30)
)
NOTED = (
    ParsedBlock(BlockKind.PARAGRAPH, 0, f"Trees{note_reference('1')} were planted in all towns "
                "and in most of the villages of the coast.", ""),
    ParsedBlock(BlockKind.FOOTNOTE, 0, "Counted by the ministry in May 2025.", "", {"note": "1"}),
)  # fmt: skip


def rows(blocks: Any, language: str = "en") -> list[BlockRow]:
    return [
        BlockRow(UUID(int=at), at, block.kind, block.level, block.attrs, block.html,
                 block_text(block.html), language)
        for at, block in enumerate(blocks)
    ]  # fmt: skip


@cache
def pages_of(text: str, language: str = "en", before: str = "", after: str = "") -> Any:
    return read_pages(designed(parse_markdown(text), language, before=before, after=after))


def verdict(pages: Any, text: str, language: str = "en") -> Verdict:
    return compare_pdf(pages, rows(parse_markdown(text), language), rtl=language == "ar")


@pytest.mark.parametrize(
    ("text", "language"),
    [(ENGLISH, "en"), (ARABIC, "ar"), (GEORGIAN, "ka"), (CHINESE, "zh-hans")],
    ids=["english", "arabic", "georgian", "chinese"],
)
def test_columns_running_heads_and_cut_words_are_no_difference(text: str, language: str) -> None:
    pages = pages_of(text, language)
    found = verdict(pages, text, language)
    assert found.differences == ()
    assert found.is_same


def test_the_english_sample_has_what_design_does() -> None:
    lines = [line for page in pages_of(ENGLISH) for line, _height in page]
    assert len(pages_of(ENGLISH)) >= 3
    assert "PROGRESS" in lines
    assert lines.count("National review of Narvelia") == len(pages_of(ENGLISH))
    assert any(line.endswith(("\u2010", "\ufffe", "\x02")) for line in lines)


def test_changed_missing_and_added_words_are_told_with_block_and_page() -> None:
    pages = pages_of(ENGLISH)
    changed = (
        ENGLISH.replace("planted 2,000 trees", "planted 2,500 trees")
        .replace("municipality 4 of the", "municipality 4 of the whole")
        .replace("continued efficiently in municipality 16", "continued in municipality 16")
    )
    found = verdict(pages, changed)
    assert [
        (each.kind, each.block, each.missing, each.added, each.before)
        for each in found.differences
    ] == [
        (DifferenceKind.REPLACED, 2, "2,500", "2,000", "The south councils planted"),
        (DifferenceKind.MISSING, 4, "whole", "", "efficiently in municipality 4 of the"),
        (DifferenceKind.ADDED, 16, "", "efficiently", "-leadership of sustainability programmes "
         "continued"),
    ]  # fmt: skip
    assert [each.page for each in found.differences] == [1, 2, len(pages)]
    assert not found.is_same


def test_a_paragraph_that_is_missing_is_one_difference() -> None:
    whole = ENGLISH.split("\n\n")
    pages = pages_of("\n\n".join([*whole[:5], *whole[6:]]))
    [difference] = verdict(pages, ENGLISH).differences
    assert (difference.kind, difference.block) == (DifferenceKind.MISSING, 5)
    assert difference.missing == whole[5]


def test_other_chapters_round_the_text_are_told_and_are_no_difference() -> None:
    contents = "<p>Contents</p><p>Progress 3</p><p>Next steps 9</p>"
    pages = pages_of(ENGLISH, before=contents, after="<p>The next chapter begins just here.</p>")
    found = verdict(pages, ENGLISH)
    assert found.differences == ()
    assert [(each.words, each.begins[:8]) for each in found.outside] == [
        (6, "Contents"),
        (7, "The next"),
    ]
    assert not found.is_same


def test_notes_at_the_foot_of_another_page_are_found() -> None:
    more = parse_markdown(ENGLISH.partition("\n\n")[2])
    text = [NOTED[0], *more, NOTED[1]]
    pages = read_pages(designed([*NOTED, *more]))
    found = compare_pdf(pages, rows(text), rtl=False)
    assert (found.differences, found.outside, found.elsewhere) == ((), (), 1)
    assert found.is_same


def test_the_arrow_back_from_a_note_is_no_difference() -> None:
    pages = [[("The note. \u21a9", 400.0)]]
    arrow = stream_of_pages(pages, Stream(), punctuation=True)
    assert arrow.excerpt(range(len(arrow.units))) == "The note."


def test_repeated_rows_and_page_numbers_are_furniture() -> None:
    body = [["Alpha one two.", "Beta three."], ["Gamma four.", "Delta five."], ["Eps six.", "End."]]
    pages = [
        [("NARVELIA 2026", 500.0), (f"Page {page} of 3", 20.0),
         *((line, 400.0 - 12 * at) for at, line in enumerate(lines))]
        for page, lines in enumerate(body, 1)
    ]  # fmt: skip
    stream = stream_of_pages(pages, Stream(), punctuation=True)
    assert stream.excerpt(range(len(stream.units))) == " ".join(map(" ".join, body))
    assert stream.places[-1] == 3


@pytest.mark.parametrize(
    ("first", "second", "known", "expected"),
    [
        ("co\u2010", "operate", "cooperate", "cooperate"),
        ("co-", "lead", "co-lead", "co-lead"),
        ("Kinder\ufffe", "und", "Kinder- und", "Kinder-und"),
        ("new\x02", "word", "other", "newword"),
        ("2021-", "2022", "2021-2022", "2021- 2022"),
    ],
)
def test_words_cut_at_the_end_of_a_line(first: str, second: str, known: str, expected: str) -> None:
    text = Stream()
    text.add(known, 0, punctuation=True)
    pages = [[(first, 100.0), (second, 90.0), ("x", 80.0), ("y", 70.0), ("z", 60.0)]]
    stream = stream_of_pages(pages, text, punctuation=True)
    assert stream.excerpt(range(len(stream.units) - 3)) == expected


UNITS = st.lists(st.sampled_from(["a", "b", "c", "."]), max_size=40)


@given(UNITS, UNITS)
def test_nothing_that_is_missing_or_added_goes_unsaid(old: list[str], new: list[str]) -> None:
    version, pdf = Stream(), Stream()
    for stream, units in ((version, old), (pdf, new)):
        for at, unit in enumerate(units):
            stream.add(unit, at // 7, punctuation=True)
    found = differences(version, pdf)
    assert found.is_same or old != new
    assert not found.is_same or sorted(old) == sorted(new)
    missing = sum(len(each.missing.split()) for each in found.differences)
    added = sum(len(each.added.split()) for each in found.differences)
    outside = sum(each.words for each in found.outside)
    assert len(old) - missing == len(new) - added - outside
    assert differences(version, pdf) == found


def test_letters_are_compared_in_one_form() -> None:
    assert compared("The oﬃce  “re\xadviews” Ｇoals²") == ["the", "office", "reviews", "goals", "2"]
    assert compared("األهداف") == compared("الأهداف")
