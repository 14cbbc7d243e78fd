"""The detectors: what they point at, what they leave alone, and that no text trips them."""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

import pytest

from moderation.rules.signals.finding import Detector, Finding, Submitted
from moderation.rules.signals.looking import (
    DETECTORS,
    Observation,
    all_ran,
    look_at,
    sentence_of,
    summed,
)
from tests.architecture.tree import PROJECT, parsed, python_files

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "hostile-text"
LISTED = ("坏人", "idiot*", "very bad", "Ґанок", *(f"word{number}*" for number in range(400)))


def found(text: str, **changes: object) -> dict[str, list[str]]:
    """Return by detector the words that it points at."""
    submitted = Submitted(text=text, language="en", words=LISTED, **changes)  # type: ignore[arg-type]
    return {
        seen.detector: [text[start:end] for start, end in seen.finding.spans]
        for seen in look_at(submitted)
        if seen.finding
    }


@pytest.mark.parametrize(
    ("text", "detector", "words"),
    [
        ("Write to ana.lako@example.org.", "email_addresses", ["ana.lako@example.org"]),
        ("Call +995 32 212 34 56 today", "phone_numbers", ["+995 32 212 34 56"]),
        ("Call 00995322123456", "phone_numbers", ["00995322123456"]),
        ("at (02) 5550 1234 or so", "phone_numbers", ["(02) 5550 1234"]),
        ("Tel. 55 12 34", "phone_numbers", ["55 12 34"]),
        ("هاتف ٠٥٩٩١٢٣٤٥٦", "phone_numbers", ["٠٥٩٩١٢٣٤٥٦"]),
        ("电话：61234567", "phone_numbers", ["61234567"]),
        ("Tél. 98123456", "phone_numbers", ["98123456"]),
        ("au 01.12.24.53.00 le soir", "phone_numbers", ["01.12.24.53.00"]),
        ("დარეკეთ 599123456", "phone_numbers", ["599123456"]),
        ("DE89 3704 0044 0532 0130 00", "identity_numbers", ["DE89 3704 0044 0532 0130 00"]),
        ("Card 4111 1111 1111 1111", "identity_numbers", ["4111 1111 1111 1111"]),
        ("身份证 11010519491231002X", "identity_numbers", ["11010519491231002X"]),
        ("See https://bit.ly/x!", "links", ["https://bit.ly"]),
        ("他是坏人吗", "listed_words", ["坏人"]),
        ("How IDIÓTIC, and very  bad.", "listed_words", ["IDIÓTIC", "very  bad"]),
        ("Log in at раypal", "lookalikes", ["раypal"]),
        ("Mοscow is Greek here", "lookalikes", ["Mοscow"]),
        ("a" * 30, "repeated_lines", ["a" * 30]),
    ],
)
def test_detector_points_at(text: str, detector: str, words: list[str]) -> None:
    assert found(text)[detector] == words


@pytest.mark.parametrize(
    "text",
    [
        "From 2015-2020, on 12.03.2021 and 2021-03-12, 1 234 567 people or 0,5 %.",
        "In 2015 2020 2024 2030 there were 12 000 000 000 of them.",
        "Account DE89 3704 0044 0532 0130 01 fails its check, and so does 4111 1111 1111 1112.",
        "中文报告由 Ana Lako 撰写，Москва and Αθήνα are towns, 5 μm and 3 kΩ are sizes.",
        "The α-carotene, the Δx and the COVID-19 Sputnik V vaccine.",
        "He is no badminton player; the idea is verybad-free.",
        "Paragraph 12/2020, Article 17(3), SDG 16.7.2, A/RES/70/1.",
        "- one\n- one\n- two",
        "27 345 678 dinars pour 71 234 567 habitants; cible 6.1.1, du 01/02/2024 au 03/04/2025.",
        "ბიუჯეტი 12 500 000 ლარი იყო, მიზანი 17.18.1, 2 212 345 კაცი, 2019-2024.",
        "ميزانية 2024: 600 123 456 درهم، الغاية ١٦٫٧٫٢، ١٢٣٤٥٦٧٨٩ جنيه.",
    ],
)
def test_detectors_leave_honest_texts_alone(text: str) -> None:
    assert found(text) == {}


def test_speed_and_repetition_are_told_with_numbers_alone() -> None:
    seen = look_at(Submitted(text="x y " * 60, language="en", same=2, recent=6, seconds=1))
    told = {one.detector: one.finding.values for one in seen if one.finding}
    assert told == {
        "same_text": {"count": 2},
        "many_at_once": {"count": 6},
        "quick_sending": {"seconds": 1},
    }
    assert look_at(Submitted(text="Short", language="en", recent=4, seconds=0)) == []


def test_a_detector_that_fails_is_told_and_stops_nothing() -> None:
    def trip(submitted: Submitted) -> Finding | None:
        raise RuntimeError(submitted.text)

    broken = Detector("broken", 3, "", trip)
    seen = look_at(Submitted(text="a@example.org", language="en"), [broken, *DETECTORS])
    assert seen[0] == Observation("broken", 3, None)
    assert [one.detector for one in seen] == ["broken", "email_addresses"]
    assert not all_ran(seen)
    assert summed(seen) == 60
    assert "%(detector)s" in sentence_of("broken", failed=True)
    assert "%(detector)s" in sentence_of("of an older release")


def test_no_text_trips_a_detector() -> None:
    """Any characters that can be stored, in any order."""
    dice = random.Random(20261121)
    planes = [range(32, 127), range(0x300, 0x1200), range(0x2000, 0xD7FF), range(sys.maxunicode)]
    for _ in range(300):
        plane = dice.choice(planes)
        size = dice.randrange(400)
        text = "".join(chr(dice.choice(plane)) for _ in range(size))
        text = "".join(sign for sign in text if not "\ud800" <= sign <= "\udfff")
        seen = look_at(Submitted(text=text, language="en", words=LISTED, seconds=0))
        assert all_ran(seen), text
        for one in seen:
            assert one.finding
            assert 1 <= one.finding.score <= 100
            assert all(0 <= start < end <= len(text) for start, end in one.finding.spans)


def test_no_shared_hostile_text_trips_a_detector() -> None:
    if not SHARED.is_dir():
        pytest.skip("The shared collections of hostile text are not beside this project.")
    texts = json.loads((SHARED / "naughty-strings.json").read_text())
    texts += (SHARED / "xss-payloads.txt").read_text().splitlines()
    assert len(texts) > 500
    assert all(
        all_ran(look_at(Submitted(text=text, language="en", words=LISTED))) for text in texts
    )


@pytest.mark.parametrize(
    "piece",
    ["a", "1", "1 ", "+", "@", "a@", "a.", "a@a.a", "http://", "www.", "(1)", "A1", "1-", "坏",
     "аa", "\u0301", "\u200d", "DE89 ", "+1(", "- a\n", "idiot ", "0.", "tel 1"],
)  # fmt: skip
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    """Eight times the text may take about eight times as long; a square would take sixty-four."""
    short, long = piece * (4_000 // len(piece)), piece * (32_000 // len(piece))
    look_at(Submitted(text=short, language="en", words=LISTED))
    assert _seconds(long) < 24 * max(_seconds(short), 0.002)


def _seconds(text: str) -> float:
    best = 1e9
    for _ in range(3):
        begun = time.process_time()
        look_at(Submitted(text=text, language="en", words=LISTED))
        best = min(best, time.process_time() - begun)
    return best


def test_detectors_have_no_access_to_decisions() -> None:
    """By construction: they import their own folder and two modules about words."""
    allowed = {"consult.core.errors", "consult.core.words", "moderation.rules.signals"}
    folder = PROJECT / "moderation" / "rules" / "signals"
    files = [path for path in python_files(PROJECT, ("moderation",)) if path.parent == folder]
    assert len(files) > 10
    for path in files:
        for node in parsed(path).body:
            module = getattr(node, "module", None) or ""
            if module.startswith(("consult", "moderation")):
                assert any(module.startswith(name) for name in allowed), (path, module)
