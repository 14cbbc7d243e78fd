"""What the demonstration says in prose: its languages, its chapters, and nothing said twice."""

from __future__ import annotations

import re
import zoneinfo
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from babel import Locale

from consult.drafts.rules.blocks import BlockKind
from tests.portal.demonstration import (
    FOLDER,
    LANGUAGES,
    POLICY,
    blocks,
    by_language,
    data,
    renderings,
    texts,
)

FILES = ["review", "organisations", "people", "conduct", "chapters", "comments", "answers"]


@pytest.mark.parametrize("name", [*FILES, "council"])
def test_every_short_text_is_there_in_each_language(name: str) -> None:
    for where, translations in by_language(data(name), name):
        assert list(translations) == LANGUAGES, where
        assert all(text.strip() for text in translations.values()), where


def test_the_files_named_in_the_index_are_the_files_there_are() -> None:
    found = {path.relative_to(FOLDER / "chapters").as_posix() for path in FOLDER.rglob("*.md")
             if path.name != "README.md"}  # fmt: skip
    assert found == {f"{slug}/{language}.v{number}.md" for slug, number, language in renderings()}
    for path in FOLDER.rglob("*.*"):
        assert b"\r" not in path.read_bytes(), path


def test_the_review_has_a_zone_a_window_and_an_invented_country() -> None:
    review = data("review")
    assert review["timezone"] in zoneinfo.available_timezones()
    assert review["consultation"] == {"opens_in_days": -21, "closes_in_days": 14}
    assert review["languages"] == LANGUAGES
    for language in LANGUAGES:
        words = set(re.findall(r"\w+", review["country"][language].lower()))
        real = {str(name).lower() for name in Locale(language).territories.values()}
        assert not words & real, language


@pytest.mark.parametrize(("slug", "version", "language"), renderings())
def test_a_chapter_is_a_text_of_its_own(slug: str, version: int, language: str) -> None:
    parsed = blocks(slug, version, language)
    kinds = Counter(block.kind for block in parsed)
    assert 12 <= len(parsed) <= 40
    # The texts are Markdown, with which no pictures come.
    for kind in set(BlockKind) - {BlockKind.FIGURE}:
        assert kinds[kind], f"no {kind}"
    assert len({block.text for block in parsed}) == len(parsed)
    notes = {str(block.attrs["note"]) for block in parsed if block.kind is BlockKind.FOOTNOTE}
    cited = re.findall(r'"#note-([0-9]+)"', "".join(block.html for block in parsed))
    assert sorted(cited) == sorted(notes)
    assert "[^" not in "".join(block.text for block in parsed)


def test_the_chapters_are_long_enough_to_discuss() -> None:
    slugs = [chapter["slug"] for chapter in data("chapters")]
    assert len(slugs) >= 6
    assert [chapter["position"] for chapter in data("chapters")] == list(range(1, len(slugs) + 1))
    for slug in slugs:
        words = len(" ".join(texts(slug, 1, "en")).split())
        assert 450 <= words <= 950, (slug, words)


@pytest.mark.parametrize("version", [1, 2])
def test_the_policy_chapter_has_one_structure_in_all_languages(version: int) -> None:
    def shape(language: str) -> list[tuple[Any, ...]]:
        return [
            (block.kind, block.level, dict(block.attrs), block.html.count("<td>"))
            for block in blocks(POLICY, version, language)
        ]

    for language in LANGUAGES:
        assert shape(language) == shape("en"), language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_version_changes_the_same_places_everywhere(language: str) -> None:
    def changes(language: str) -> tuple[list[int], list[int]]:
        old, new = texts(POLICY, 1, language), texts(POLICY, 2, language)
        return (
            [index for index, text in enumerate(old) if text not in new],
            [index for index, text in enumerate(new) if text not in old],
        )

    gone, fresh = changes(language)
    assert (gone, fresh) == changes("en")
    assert (len(gone), len(fresh)) == (8, 8)
    old, new = texts(POLICY, 1, language), texts(POLICY, 2, language)
    kept = [text for text in old if text in new]
    moved = [text for text in new if text in old]
    assert kept != moved
    assert sorted(kept) == sorted(moved)


def running_texts() -> Iterator[tuple[str, str]]:
    """Everything that somebody reads as prose, but for the chapters, with its place."""
    for comment in data("comments"):
        yield comment["key"], comment["text"]
        yield f"{comment['key']} rejected", comment.get("rejection", {}).get("explanation", "")
    for answer in data("answers"):
        yield f"answer {answer['comment']}", answer["reason"]
    for motion in data("council")["motions"]:
        for index, ballot in enumerate(motion["ballots"]):
            yield f"{motion['key']} ballot {index}", ballot["reason"]
    named = {"review": data("review"), "conduct": data("conduct")}
    for name, value in (named | {"motions": data("council")["motions"]}).items():
        for where, translations in by_language(value, name):
            yield from ((f"{where} {language}", text) for language, text in translations.items())


def sentences(text: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.!?؟])\s+|(?<=[。！？])|[\n\t]", text):
        words = re.findall(r"\w+", sentence.lower())
        # Chinese writes no spaces, so there a sentence counts by its length.
        if len(words) > 5 or len(sentence) > 40:
            yield " ".join(words)


def test_no_sentence_is_said_twice() -> None:
    said = [sentence for _where, text in running_texts() for sentence in sentences(text)]
    # A later version keeps most sentences of the one before, so that a chapter's versions in one
    # language count together, though within one version nothing may come twice.
    chapters: dict[tuple[str, str], set[str]] = {}
    for slug, version, language in renderings():
        once = [found for text in texts(slug, version, language) for found in sentences(text)]
        assert len(once) == len(set(once)), (slug, version, language)
        chapters.setdefault((slug, language), set()).update(once)
    said += [sentence for found in chapters.values() for sentence in found]
    assert len(said) > 700
    assert [sentence for sentence, number in Counter(said).items() if number > 1] == []


def test_nothing_waits_to_be_filled_in() -> None:
    placeholder = re.compile(
        r"\b(?i:lorem|ipsum|placeholder|insert here|foo|bar|n/a)\b|TO[D]O|TB[DC]|xx[x]|XX[X]|\?\?\?"
    )
    all_texts = [*running_texts(), *((str(at), "\n".join(texts(*at))) for at in renderings())]
    assert [where for where, text in all_texts if placeholder.search(text)] == []


@pytest.mark.parametrize(
    ("language", "letters"), [("ar", "\u0600-\u06ff"), ("ka", "\u10d0-\u10ff"), ("fr", "a-zà-ÿœ")]
)
def test_each_language_is_written_in_its_script(language: str, letters: str) -> None:
    for version in [1, 2]:
        text = " ".join(texts(POLICY, version, language)).lower()
        assert not re.search(rf"[^\W\d_{letters}]", text.replace("n117", "").replace("º", ""))
