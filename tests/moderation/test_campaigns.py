"""Near-identical texts are grouped, in every script, and texts written apart are not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.campaign_texts import make
from benchmarks.campaigns import judged
from consult.core.words import fold
from moderation.rules.campaigns import Grouping, alike, band_keys, outline

PROJECT = Path(__file__).resolve().parents[2]
PLEA = {
    "en": "The bus to Sarn runs twice a day. Old people cannot reach the clinic before noon, and "
    "nobody drives them home. We ask the ministry to pay for four buses a day, and to publish "
    "what they cost.",
    "ar": "تسير الحافلة إلى سارن مرتين في اليوم. لا يصل كبار السن إلى العيادة قبل الظهر، ولا أحد "
    "يعيدهم إلى بيوتهم. نطلب من الوزارة أن تمول أربع حافلات يوميا وأن تنشر كلفتها.",
    "ka": "ავტობუსი სარნში დღეში ორჯერ დადის. ხანდაზმულები კლინიკამდე შუადღემდე ვერ აღწევენ და "
    "სახლში არავინ მიჰყავს. ვთხოვთ სამინისტროს დღეში ოთხი ავტობუსი დააფინანსოს და ხარჯი "
    "გამოაქვეყნოს.",
    "zh": "开往萨恩的公共汽车每天只有两班。老人中午之前到不了诊所，也没有人送他们回家。我们请求部里"
    "出资每天开四班车，并公布费用。",
}  # fmt: skip
OWN = {
    "en": " My mother fell on the way last winter.",
    "ar": " سقطت أمي في الطريق الشتاء الماضي.",
    "ka": " დედაჩემი გასულ ზამთარს გზაში წაიქცა.",
    "zh": "我母亲去年冬天在路上摔倒了。",
}

EXPECTED = [5724368892135173327, 7249658334843619117]
KEPT = {"en": 2869860091, "ar": 3242859822, "ka": 289346108, "zh": 3699358930}


@pytest.mark.parametrize("language", PLEA)
def test_names_greetings_and_a_sentence_more_make_no_difference(language: str) -> None:
    grouping: Grouping[str] = Grouping()
    other = PLEA["en" if language != "en" else "ka"]
    assert grouping.add("first", f"Dear team, {PLEA[language]} Anna") is None
    assert grouping.add("other", other) is None
    assert grouping.add("second", f"{PLEA[language]}{OWN[language]} Boris") == "first"
    assert grouping.groups() == {"first": "first", "other": None, "second": "first"}


def test_short_texts_are_joined_only_where_nearly_every_word_is_shared() -> None:
    grouping: Grouping[int] = Grouping()
    for number, text in enumerate(
        ("I support this chapter.", "i SUPPORT this chapter!", "I do not support this chapter.", "")
    ):
        grouping.add(number, text)
    assert grouping.groups() == {0: 0, 1: 0, 2: None, 3: None}


def test_made_campaigns_are_found_and_nothing_else() -> None:
    made = make(7, campaigns=8, singles=300, largest=40)
    grouping: Grouping[int] = Grouping()
    for number, each in enumerate(made):
        grouping.add(number, each.text)
    told = judged(made, grouping.groups())
    assert told["precision"] >= 0.99
    assert told["recall"] >= 0.95


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_mutual_and_whole_for_the_same_text(one: str, other: str) -> None:
    first, second = outline(fold(one)), outline(fold(other))
    assert alike(first, second) == alike(second, first)
    assert alike(first, first) is bool(first)
    assert len(set(band_keys(fold(one)))) == len(band_keys(fold(one)))


def test_keys_are_the_same_on_every_machine() -> None:
    assert band_keys(fold("One text."))[:2] == EXPECTED


@pytest.mark.parametrize("language", PLEA)
def test_keys_in_the_database_are_met_by_those_of_a_later_release(language: str) -> None:
    keys = band_keys(fold(PLEA[language] * 9))
    assert crc32(repr(keys).encode()) == KEPT[language]
    program = "from moderation.rules.campaigns import band_keys; print(band_keys('one text')[:2])"
    said = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT, env={"PYTHONHASHSEED": "5"}, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert json.loads(said) == EXPECTED


def test_the_benchmark_writes_a_line_for_each_text(tmp_path: Path) -> None:
    texts, result = tmp_path / "texts.jsonl", tmp_path / "groups.jsonl"
    rows = [
        {"id": "a", "text": PLEA["en"]},
        {"id": 7, "text": PLEA["en"]},
        {"id": "c", "text": "-"},
    ]
    texts.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    program = [sys.executable, "-m", "benchmarks.campaigns", str(texts), "--out", str(result)]
    told = json.loads(
        subprocess.run(program, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    )
    assert told["texts"] == 3
    assert told["seconds"] >= 0
    assert [json.loads(line) for line in result.read_text("utf-8").splitlines()] == [
        {"id": "a", "group": "a"},
        {"id": 7, "group": "a"},
        {"id": "c", "group": None},
    ]
