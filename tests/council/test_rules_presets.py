"""The rule sets that come with the project, and the sentences in which rules are said."""

from __future__ import annotations

import pytest

from consult.council.rules.presets import PRESETS
from consult.council.rules.reader import parse_rules
from consult.council.rules.sentence import describe
from consult.council.rules.tally import tally
from consult.council.rules.validation import validate_rules
from tests.council.rules_cases import MAJORITY, ballots, roll, rules

CHAIR = {"then": "chair", "chair": "A"}


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_sound_and_names_its_source(name: str) -> None:
    preset = PRESETS[name]
    read = preset.rules()
    validate_rules(read)
    assert parse_rules(read.as_data()) == read
    assert preset.title
    assert preset.source
    many = roll(" ".join(f"{letter}@{'ns'[n % 2]}" for n, letter in enumerate("ABCDEFGH")))
    validate_rules(read, many)
    against = " ".join(f"{letter}:{'n' if preset.plain_vote else 'o'}" for letter in "ABCDEFGH")
    assert not tally(many, ballots(against), read).adopted


SENTENCES = {
    "simple_majority": (
        "Adopted if this holds — votes in favour: more than 1/2 of the votes for and against. "
        "Quorum — seats taking part: more than 1/2 of all seats on the roll."
    ),
    "consensus_less_one": (
        "Adopted if this holds — votes against: no more than 1. "
        "Quorum — seats taking part: more than 1/2 of all seats on the roll."
    ),
    "members_and_population": (
        "Adopted if this holds — either votes in favour: at least 11/20 of all seats on the roll; "
        "and also weight in favour: at least 13/20 of the weight of all seats on the roll; or "
        "else seats not in favour: fewer than 4. "
        "Quorum — seats taking part: more than 1/2 of all seats on the roll."
    ),
}


@pytest.mark.parametrize(("name", "sentence"), SENTENCES.items())
def test_a_rule_is_said_in_a_sentence(name: str, sentence: str) -> None:
    assert describe(PRESETS[name].rules()).render() == sentence


def test_a_sentence_is_translated_from_the_inside_out() -> None:
    catalogue = {
        "votes in favour": "voix pour",
        "the votes for and against": "voix pour et contre",
        "%(counted)s: more than %(bound)s of %(base)s": (
            "%(counted)s : plus de %(bound)s des %(base)s"
        ),
        "%(test)s, in each block": "%(test)s, dans chaque collège",
        "Adopted if this holds — %(condition)s. There is no quorum.": "Adopté si — %(condition)s.",
        "%(rule)s At a tie the vote of the seat %(chair)s decides.": (
            "%(rule)s Égalité : %(chair)s."
        ),
    }
    said = describe(parse_rules(rules({**MAJORITY, "over": "each_block"})))
    assert said.render(lambda text: catalogue[text]) == (
        "Adopté si — voix pour : plus de 1/2 des voix pour et contre, dans chaque collège."
    )
    tied = describe(parse_rules(rules(MAJORITY, tie=CHAIR)))
    assert tied.render(lambda text: catalogue[text]) == (
        "Adopté si — voix pour : plus de 1/2 des voix pour et contre. Égalité : A."
    )
