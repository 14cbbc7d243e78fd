"""Votes chapter by chapter and questions of procedure in a bundle: honest, and forged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from consult.council.rules.question import question_document
from consult.council.rules.rollup import RollUpRule, roll_up
from consult.ledger.bundle import document_hash
from consult.verify.bundle import verify_bundle
from tests.verify.council_sample import VOTE, Change, CouncilLog, cast, close, put
from tests.verify.sample import KEY, TEXTS, at_hour, ballot, beginning, seats

CHAPTERS = ("water", "roads", "schools")
TEXT = {
    chapter: {"chapter": chapter, "number": 1, "language": "en", "blocks": [{"text": chapter}]}
    for chapter in CHAPTERS
} | {"water": TEXTS["en"]}
CHANGED = {**TEXT["roads"], "number": 2, "blocks": [{"text": "No roads."}]}
QUESTION = question_document(language="en", title="May the chair vote?", explanation="If equal.")


def stands(*chapters: str) -> list[dict[str, Any]]:
    return [
        {
            "chapter": chapter,
            "version": 1,
            "language": "en",
            "sha256": document_hash(TEXT[chapter]),
            "authentic": True,
        }
        for chapter in chapters
    ]


def publish(log: CouncilLog, text: Mapping[str, Any], hours: float) -> None:
    log.happen(
        f"{text['chapter']} {text['number']}",
        "version.published.v1",
        hours,
        {
            "chapter": text["chapter"],
            "number": text["number"],
            "source_language": "en",
            "renderings": [{"language": "en", "sha256": document_hash(text)}],
            "blocks": 1,
        },
    )


def vote(log: CouncilLog, motion: str, hours: float, choice: str = "approve") -> list[Any]:
    said = [ballot(f"{motion} {seat}", seat, 0, choice) for seat in ("health", "finance")]
    for place, each in enumerate(said):
        cast(log, motion, hours + place / 10, each)
    return said


def end(log: CouncilLog, motion: str, hours: float, said: list[Any]) -> None:
    close(log, motion, hours, VOTE, said)


def decide(log: CouncilLog, rule: RollUpRule, hours: float, **statuses: str) -> None:
    outcome = roll_up(rule, list(statuses.items())).as_data()
    log.happen(
        "decided",
        "rollup.decided.v1",
        hours,
        {"rollup": "W-1", "decided_at": at_hour(hours), "outcome": outcome},
    )


def state(log: CouncilLog, rule: RollUpRule, hours: float, motions: list[str]) -> None:
    log.happen(
        "stated",
        "rollup.put.v1",
        hours,
        {
            "rollup": "W-1",
            "title": "Adopt the report",
            "rule": str(rule),
            "motions": motions,
            "put_at": at_hour(hours),
        },
    )


def story(change: Mapping[str, Change] | None = None, leave_out: str = "") -> CouncilLog:
    """Return a log with a question of procedure, two chapters, and the vote on the whole."""
    log = CouncilLog(change)
    happen = log.happen

    def unless(name: str, *rest: Any) -> None:
        if name != leave_out:
            happen(name, *rest)

    log.happen = unless  # type: ignore[method-assign,assignment]
    beginning(log)
    seats(log, 1)
    for chapter in CHAPTERS[1:]:
        publish(log, TEXT[chapter], 2)
    words = [{"language": "en", "sha256": document_hash(QUESTION), "authentic": True}]
    put(log, "Q", VOTE, hours=3, opens=4, closes=9, kind="procedure", texts=[], words=words)
    end(log, "Q", 9, vote(log, "Q", 5))
    rule = RollUpRule.ALL_THEN_WHOLE
    for motion, chapter in (("A", "water"), ("B", "roads")):
        put(log, motion, VOTE, hours=10, opens=11, closes=20, texts=stands(chapter))
    state(log, rule, 10, ["A", "B"])
    said = {motion: vote(log, motion, 12 + place) for place, motion in enumerate("AB")}
    for motion in "AB":
        end(log, motion, 20, said[motion])
    decide(log, rule, 20, A="adopted", B="adopted")
    put(log, "F", VOTE, hours=30, opens=31, closes=40, texts=stands("water", "roads"))
    log.happen("whole", "rollup.whole_put.v1", 30, {"rollup": "W-1", "motion": "F"})
    end(log, "F", 40, vote(log, "F", 32))
    return log


def told(log: CouncilLog) -> list[str]:
    documents = [*TEXTS.values(), *TEXT.values(), CHANGED, QUESTION]
    report, _entries = verify_bundle(log.bundle(documents), KEY)
    return [text for text in map(str, report.findings) if "no entry names it" not in text]


def setting(name: str, value: Any) -> Change:
    def spoil(leaf: dict[str, Any]) -> None:
        leaf["data"][name] = value

    return spoil


def outcome(**changes: Any) -> Change:
    def spoil(leaf: dict[str, Any]) -> None:
        leaf["data"]["outcome"] |= changes

    return spoil


def test_the_honest_log_is_valid_and_says_what_became_of_the_whole() -> None:
    log = story()
    assert told(log) == []
    report, _entries = verify_bundle(log.bundle([*TEXTS.values(), *TEXT.values(), QUESTION]), KEY)
    assert report.lines()[-1] == "roll-up “Adopt the report”: whole_follows, 2 of 2 adopted"


FORGERIES: list[tuple[str, Change, str]] = [
    ("stated", setting("rule", "all"), ""),
    ("stated", setting("motions", ["A"]), "fewer than two motions"),
    ("stated", setting("motions", ["A", "A"]), "fewer than two motions, or one twice"),
    ("stated", setting("motions", ["A", "X"]), "one of its motions was not put before"),
    ("stated", setting("motions", ["A", "Q"]), "one of its motions is not on a text"),
    ("stated", setting("rollup", "W-2"), ""),
    ("B put", setting("closes_at", at_hour(19)), "not the same rules and times"),
    ("B put", setting("texts", stands("water")), "not on one chapter each"),
    ("B put", setting("texts", stands("roads", "schools")), "not on one chapter each"),
    ("decided", outcome(status="adopted"), "outcome.status"),
    ("decided", outcome(status="not_adopted"), "outcome.status"),
    ("decided", outcome(adopted=1), "outcome.adopted"),
    ("decided", outcome(of=3), "outcome.of"),
    (
        "decided",
        outcome(
            motions=[{"motion": "A", "status": "adopted"}, {"motion": "B", "status": "rejected"}]
        ),
        "outcome.motions",
    ),
    ("decided", setting("rollup", "W-2"), "its roll-up was not put before"),
    ("whole", setting("rollup", "W-2"), "its roll-up was not put before"),
    ("whole", setting("motion", "X"), "the motion on the whole was not put before"),
    ("whole", setting("motion", "A"), "was voted on before"),
    ("F put", setting("texts", stands("water")), "not on the chapters that were adopted"),
    (
        "F put",
        setting("texts", stands("water", "roads", "schools")),
        "not on the chapters that were adopted",
    ),
    ("Q put", setting("words", []), "not exactly one of its languages is authentic"),
    ("Q put", setting("texts", stands("water")), "is about no text"),
    ("Q put", setting("kind", "text"), "it has words of a question, and is none"),
    (
        "Q put",
        setting("words", [{"language": "en", "sha256": "0" * 64, "authentic": True}]),
        "the document en with its hash is not in the bundle",
    ),
]
ELSEWHERE = {"B put": "stated", "F put": "whole"}


@pytest.mark.parametrize(("name", "spoil", "sentence"), FORGERIES)
def test_each_forgery_is_told_at_its_entry(name: str, spoil: Change, sentence: str) -> None:
    log = story({name: spoil})
    place = log.place(ELSEWHERE.get(name, name))
    found = told(log)
    where = f"entry {place} (" if sentence else "entry "
    assert any(where in each and sentence in each for each in found), found


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("stated", "its roll-up was not put before"),
        ("decided", "roll-up W-1: its motions have ended, and it was not decided"),
        ("B closed", "it was decided while one of its motions was open"),
        ("A put", "one of its motions was not put before"),
    ],
)
def test_what_is_left_out_shows_elsewhere(left_out: str, sentence: str) -> None:
    assert any(sentence in each for each in told(story(leave_out=left_out)))


def rolled(log: CouncilLog) -> None:
    """Write two chapters, each put."""
    beginning(log)
    seats(log, 1)
    for chapter in CHAPTERS[1:]:
        publish(log, TEXT[chapter], 2)
    for motion, chapter in (("A", "water"), ("B", "roads")):
        put(log, motion, VOTE, hours=10, opens=11, closes=20, texts=stands(chapter))


def test_a_rule_stated_after_the_first_ballot_is_told() -> None:
    log = CouncilLog()
    rolled(log)
    vote(log, "A", 12)
    state(log, RollUpRule.ALL, 13, ["A", "B"])
    assert any("was voted on before the roll-up was stated" in each for each in told(log))


def test_a_void_chapter_adopts_nothing() -> None:
    def void(status: str) -> list[str]:
        log = CouncilLog()
        rolled(log)
        state(log, RollUpRule.ALL, 10, ["A", "B"])
        said = vote(log, "A", 12)
        log.happen(
            "B void",
            "motion.voided.v1",
            15,
            {"motion": "B", "voided_at": at_hour(15), "cause": "secretary", "changed": None},
            {"reason": "Put too early."},
        )
        end(log, "A", 20, said)
        decide(log, RollUpRule.ALL, 20, A="adopted", B=status)
        return told(log)

    assert void("void") == []
    assert any("outcome" in each for each in void("adopted"))


def test_a_motion_of_two_roll_ups_is_told() -> None:
    log = CouncilLog({"other": setting("rollup", "W-2")})
    rolled(log)
    put(log, "C", VOTE, hours=10, opens=11, closes=20, texts=stands("schools"))
    state(log, RollUpRule.ALL, 10, ["A", "B"])
    log.happen(
        "other",
        "rollup.put.v1",
        10,
        {
            "rollup": "W-1",
            "title": "Another",
            "rule": "all",
            "motions": ["B", "C"],
            "put_at": at_hour(10),
        },
    )
    assert any("motion B belongs to another roll-up" in each for each in told(log))


def test_a_whole_of_another_text_is_told() -> None:
    def republished(leaf: dict[str, Any]) -> None:
        (text,) = [each for each in leaf["data"]["texts"] if each["chapter"] == "roads"]
        text |= {"version": 2, "sha256": document_hash(CHANGED)}

    def spoilt(log: CouncilLog) -> Callable[..., None]:
        happen = log.happen

        def also(name: str, *rest: Any) -> None:
            if name == "F put":
                publish(log, CHANGED, 25)
            happen(name, *rest)

        return also

    log = CouncilLog({"F put": republished})
    log.happen = spoilt(log)  # type: ignore[method-assign]
    rolled(log)
    state(log, RollUpRule.ALL_THEN_WHOLE, 10, ["A", "B"])
    said = {motion: vote(log, motion, 12) for motion in "AB"}
    for motion in "AB":
        end(log, motion, 20, said[motion])
    decide(log, RollUpRule.ALL_THEN_WHOLE, 20, A="adopted", B="adopted")
    put(log, "F", VOTE, hours=30, opens=31, closes=40, texts=stands("water", "roads"))
    log.happen("whole", "rollup.whole_put.v1", 30, {"rollup": "W-1", "motion": "F"})
    assert any("not on the texts that were adopted" in each for each in told(log))
