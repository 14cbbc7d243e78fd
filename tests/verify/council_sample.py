"""A log whose motions live through everything that can happen to one, for tests to alter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from consult.council.rules.ballot import parse_ballots
from consult.council.rules.presets import PRESETS
from consult.council.rules.roll import parse_roll
from consult.council.rules.ruleset import Rules
from consult.council.rules.tally import tally
from consult.council.rules.wording import difference, difference_sha256
from consult.ledger.bundle import document_hash
from tests.verify.sample import ROLL, TEXTS, SampleLog, at_hour

Change = Callable[[dict[str, Any]], None]
SILENCE = PRESETS["silence_then_vote"].rules()
VOTE = PRESETS["simple_majority"].rules()
ENGLISH = {
    1: "Wells were repaired.",
    2: "Wells were repaired.",
    3: "The wells were repaired.",
    4: "No wells were repaired.",
}
FRENCH = dict.fromkeys((2, 3, 4), "Des puits ont été remis en état.")
VERSIONS: dict[int, dict[str, Any]] = {1: TEXTS} | {
    number: {
        language: {**TEXTS[language], "number": number, "blocks": [{"text": wording[number]}]}
        for language, wording in (("en", ENGLISH), ("fr", FRENCH))
    }
    for number in (2, 3, 4)
}


class CouncilLog(SampleLog):
    """A log whose lines say which entry was which, by a name that tests use."""

    def __init__(
        self, change: Mapping[str, Callable[[dict[str, Any]], None]] | None = None
    ) -> None:
        super().__init__(None)
        self.names: list[str] = []
        self.changes = change or {}
        self.change = self._spoil

    def _spoil(self, index: int, leaf: dict[str, Any]) -> None:
        name = self.names[index] if index < len(self.names) else ""
        if name == "S explained":
            leaf["actor"] = "water-minister"
        if name in self.changes:
            self.changes[name](leaf)

    def happen(
        self,
        name: str,
        event: str,
        hours: float,
        data: Mapping[str, Any],
        committed: Mapping[str, Any] | None = None,
    ) -> None:
        """Append an entry under a name."""
        while len(self.names) < len(self.leaves):
            self.names.append("")
        self.names.append(name)
        self.add(event, hours, data, committed)

    def place(self, name: str) -> int:
        """Return the index of the entry of this name."""
        return self.names.index(name)


def texts_of(number: int) -> list[dict[str, Any]]:
    """Return the texts of a motion on a version, English authentic."""
    return [
        {
            "chapter": "water",
            "version": number,
            "language": language,
            "sha256": document_hash(text),
            "authentic": language == "en",
        }
        for language, text in VERSIONS[number].items()
    ]


def put(
    log: CouncilLog,
    motion: str,
    rules: Rules,
    *,
    hours: float,
    opens: float,
    closes: float,
    version: int = 1,
    **more: Any,
) -> None:
    """Write a motion that is noticed, and its roll."""
    log.happen(
        f"{motion} put",
        "motion.put.v1",
        hours,
        {
            "motion": motion,
            "title": f"Motion {motion}",
            "texts": texts_of(version),
            "rules": rules.as_data(),
            "noticed_at": at_hour(hours),
            "opens_at": at_hour(opens),
            "closes_at": at_hour(closes),
            **more,
        },
    )
    log.happen(f"{motion} roll", "motion.roll_frozen.v1", hours, {"motion": motion, "roll": ROLL})


def cast(log: CouncilLog, motion: str, hours: float, data: Mapping[str, Any]) -> None:
    """Write a ballot whose choice is opened."""
    stated = {name: value for name, value in data.items() if name != "choice"}
    log.happen(
        data["ballot"],
        "ballot.cast.v1",
        hours,
        {"motion": motion, **stated, "cast_at": at_hour(hours)},
        {"choice": data["choice"], "reason": ""},
    )


def close(
    log: CouncilLog, motion: str, hours: float, rules: Rules, ballots: list[dict[str, Any]]
) -> None:
    """Write a close, computed as the server does."""
    outcome = tally(parse_roll(ROLL), parse_ballots(ballots), rules)
    log.happen(
        f"{motion} closed",
        "motion.closed.v1",
        hours,
        {
            "motion": motion,
            "closed_at": at_hour(hours),
            "counting": [
                {"seat": each["seat"], "ballot": each["ballot"]} for each in outcome.counting
            ],
            "outcome": outcome.as_data(),
        },
    )


def extend(
    log: CouncilLog, motion: str, hours: float, by: float, closes: float, cause: str = "decision"
) -> None:
    """Write a moved deadline; an outage ended when it was recorded."""
    since = hours if cause == "decision" else hours - by
    log.happen(
        f"{motion} {cause}",
        "motion.extended.v1",
        hours,
        {
            "motion": motion,
            "cause": cause,
            "since": at_hour(since),
            "until": at_hour(since + by),
            "recorded_at": at_hour(hours),
            "closes_at": at_hour(closes),
        },
        {"reason": "Ministers travel."},
    )


def publish(log: CouncilLog, number: int, hours: float) -> None:
    """Write a later version of the chapter."""
    log.happen(
        f"version {number}",
        "version.published.v1",
        hours,
        {
            "chapter": "water",
            "number": number,
            "source_language": "en",
            "renderings": [
                {"language": language, "sha256": document_hash(text)}
                for language, text in VERSIONS[number].items()
            ],
            "blocks": 1,
        },
    )


def correct(
    log: CouncilLog, motion: str, hours: float, language: str, old: int, new: int, **more: Any
) -> None:
    """Write a correction of a motion's text."""
    before, after = VERSIONS[old][language], VERSIONS[new][language]
    kind = "typographical" if more else "corrected"
    log.happen(
        f"{motion} {kind}",
        "motion.text_corrected.v1",
        hours,
        {
            "motion": motion,
            "kind": "corrigendum",
            "mandate": None,
            "chapter": "water",
            "version": new,
            "language": language,
            "from_sha256": document_hash(before),
            "to_sha256": document_hash(after),
            "difference_sha256": difference_sha256(difference(before, after)),
            **more,
        },
    )
