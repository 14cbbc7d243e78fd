"""One decision in five forms, and every number of each against a recount by the rules."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import docx
import pypdfium2
import pytest
from django.test import Client
from lxml import html

from consult.council.actions import certify_motion, close_motion, set_seat
from consult.council.models import Ballot, Certificate, Motion
from consult.council.rules.reader import parse_rules
from consult.council.rules.tally import tally
from consult.council.selectors.recount import plain_ballots, plain_roll
from consult.reviews.models import Review
from deploy.find_pango import MISSING, find_pango
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db
needs_pango = pytest.mark.skipif(not find_pango(), reason=MISSING)

WEIGHTS = (5, 11, 17, 23, 31, 47, 3)
VOTES = ("approve", "approve", "approve", "reservations", "reject", "abstain", "recused")
WORDS = {
    "approve": "Approve",
    "reservations": "Approve with reservations",
    "reject": "Reject",
    "abstain": "Abstain",
    "recused": "Recused: a conflict of interest",
}


@pytest.fixture
def council(make_council: Callable[..., Council], review: Review) -> Council:
    """Return a council of eight seats whose weights all differ, and sums of weights too."""
    made = make_council(8)
    for seat, people, weight in zip(made.seats, made.people, (*WEIGHTS, 2), strict=True):
        set_seat(
            actor=made.secretary,
            review=review,
            institution=seat.institution,
            position=seat.position,
            weight=weight,
            people=people,
        )
    return made


@pytest.fixture
def certified(
    council: Council,
    put_by: Callable[..., Motion],
    say: Callable[..., Ballot],
    let_voting_end: Callable[[Motion], Motion],
) -> Motion:
    """Return a certified motion that counts heads and weight, and on which all was said once."""
    motion = put_by("members_and_population")
    for place, choice in enumerate(VOTES):
        say(motion, place, choice, "Because." if choice == "reservations" else "")
    close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    return certify_motion(actor=council.secretary, motion_id=motion.pk)


def compared(part: Any) -> Iterator[list[str]]:
    """Yield the numbers of each comparison of an outcome, in its order."""
    if "value" in part:
        yield [str(part[name]) for name in ("value", "of", "needed")] + [
            "Yes" if part["passed"] else "No"
        ]
        return
    for inner in part.get("all", part.get("any", [])):
        yield from compared(inner)


def expected(outcome: Any) -> list[list[str]]:
    """Return every row of numbers that a form has to show, and no other."""
    heads, weight = outcome["choices"]["heads"], outcome["choices"]["weight"]
    absent = [
        str(outcome["counts"]["everyone"][unit]["not_voting"]) for unit in ("heads", "weight")
    ]
    return [
        *([word, str(heads[choice]), str(weight[choice])] for choice, word in WORDS.items()),
        ["Did not vote", *absent],
        *compared(outcome["quorum"]),
        *compared(outcome["passes"]),
    ]


def numbers(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows of a form that hold numbers of the result, without what was asked."""
    told = [[" ".join(cell.split()) for cell in row] for row in rows]
    return [row if len(row) == 3 else row[1:] for row in told if len(row) in (3, 5)]


def of_page(content: bytes) -> list[list[str]]:
    part = "//section[@aria-labelledby='result']//tbody/tr"
    return [[cell.text_content() for cell in row] for row in html.fromstring(content).xpath(part)]


def of_word(content: bytes) -> list[list[str]]:
    tables: list[Any] = docx.Document(io.BytesIO(content)).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows[1:]]
    return [row for row in rows if not row[0].startswith("Ministry")]


@needs_pango
def test_every_number_is_that_of_the_recount_in_all_five_forms(
    certified: Motion, client: Client, work_off_tasks: Callable[[], int]
) -> None:
    found = tally(
        plain_roll(certified), plain_ballots(certified), parse_rules(certified.rules)
    ).as_data()
    rows = expected(found)
    assert rows[:6] == [
        ["Approve", "3", "33"],
        ["Approve with reservations", "1", "23"],
        ["Reject", "1", "31"],
        ["Abstain", "1", "47"],
        ["Recused: a conflict of interest", "1", "3"],
        ["Did not vote", "1", "2"],
    ]
    assert rows[6:] == [
        ["6", "8", "4", "Yes"],
        ["4", "8", "22/5", "No"],
        ["56", "139", "1807/20", "No"],
        ["4", "8", "4", "No"],
    ]
    place = f"/reviews/{certified.review.slug}/decisions/{certified.number}"
    page = client.get(f"/en{place}/").content
    word = client.get(f"{place}.en.docx").content
    client.get(f"{place}.en.pdf")
    work_off_tasks()
    pdf = pypdfium2.PdfDocument(client.get(f"{place}.en.pdf").content)
    answer = client.get(f"{place}.json").json()
    kept = Certificate.objects.get(motion=certified).record

    assert numbers(of_page(page)) == rows
    assert numbers(of_word(word)) == rows
    text = " ".join(each.get_textpage().get_text_bounded() for each in pdf)
    printed, after = re.sub(r"\s+", " ", text), 0
    for row in rows:
        # Each stands after the one before, so that none is found in another's place.
        after = printed.index(" ".join(row), after) + 1
    for record in (kept, answer["record"]):
        assert record["outcome"] == found
        assert [
            [str(each[name]) for name in ("value", "of", "needed")]
            + ["Yes" if each["passed"] else "No"]
            for each in record["comparisons"]
        ] == rows[6:]
    assert answer["record"] == kept
