"""The rule sets that come with the project, and the sentences in which rules are said."""

from __future__ import annotations

import pytest

from consult.council.rules.live import if_all_come
from consult.council.rules.presets import PRESETS
from consult.council.rules.reader import parse_rules
from consult.council.rules.ruleset import Session
from consult.council.rules.sentence import describe
from consult.council.rules.tally import tally
from consult.council.rules.validation import validate_rules
from tests.council.rules_cases import MAJORITY, ballots, bound, roll, rules, yes

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
    if read.session is Session.LIVE:
        many = if_all_come(many)
    validate_rules(read, many)
    voting = read.silence is None and read.accepted_by is None
    against = " ".join(f"{letter}:{'n' if voting else 'o'}" for letter in "ABCDEFGH")
    assert not tally(many, ballots(against), read).adopted


SENTENCES = {
    "written_vote_accepted": (
        "Adopted if this holds — votes in favour: more than 1/2 of all seats on the roll. "
        "There is no quorum. The written vote must be accepted — seats accepting the written "
        "vote: at least 1/1 of all seats on the roll."
    ),
    "silence_72_hours": (
        "Adopted unless a seat objects before the deadline. An objection counts even if it is "
        "withdrawn. If silence is broken, the text is not adopted. Shortest time from opening to "
        "deadline: 72 h. An outage extends the deadline by its length. How seats voted is shown "
        "only after the close."
    ),
    "simple_majority": (
        "Adopted if this holds — votes in favour: more than 1/2 of the votes for and against. "
        "Quorum — seats taking part: more than 1/2 of all seats on the roll."
    ),
    "present_and_voting": (
        "Adopted if this holds — votes in favour: more than 1/2 of the votes for and against. "
        "Quorum — seats present: more than 1/2 of all seats on the roll."
    ),
    "majority_of_present": (
        "Adopted if this holds — votes in favour: more than 1/2 of the seats present when the vote "
        "opened. Quorum — seats present: more than 1/2 of all seats on the roll."
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


FIRST, SECOND, THIRD = (yes("at_least", number) for number in (1, 2, 3))


def test_and_binds_closer_than_or_in_a_sentence() -> None:
    either = describe(parse_rules(rules({"any": [FIRST, {"all": [SECOND, THIRD]}]}))).render()
    both = describe(parse_rules(rules({"all": [{"any": [FIRST, SECOND]}, THIRD]}))).render()
    one, two, three = (f"votes in favour: at least {number}" for number in (1, 2, 3))
    assert f"— either {one}; or else {two}; and also {three}. " in either
    assert f"— (either {one}; or else {two}); and also {three}. " in both


def test_what_is_unusual_about_a_rule_set_is_said() -> None:
    made_by = ["approve", "reservations", "reject"]
    data = rules(
        MAJORITY,
        reservations_count_as="abstain",
        revote=False,
        proxies=2,
        quorum=bound("at_least", 3, made_by=made_by, represented=False),
        conduct={"minimum_notice": "PT90M", "extensions": 0, "results": "while_open"},
    )
    assert describe(parse_rules(data)).render() == (
        "Adopted if this holds — votes in favour: more than 1/2 of the votes for and against. "
        "Quorum — seats taking part (counting: in favour, in favour with reservations, against) "
        "(seats represented by a proxy not counted): at least 3. "
        "Approving with reservations counts as an abstention. Each person votes once. "
        "Most seats for which one person may be the proxy: 2. "
        "Shortest time from notice to opening: 1 h 30 min. The deadline cannot be extended. "
        "An outage extends the deadline by its length. How seats voted is shown while voting is "
        "open."
    )
