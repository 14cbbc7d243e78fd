"""The verifier holds a decision's file against its certificate, its entries, and the bundle."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from consult.core.signing import public_key
from consult.council.actions import (
    certify_motion,
    close_motion,
    open_in_session,
)
from consult.council.models import Motion
from consult.council.rules.ballot import parse_ballots
from consult.council.rules.reader import parse_rules
from consult.council.rules.roll import parse_roll
from consult.council.rules.tally import tally
from consult.council.selectors.decision import decided, decision_of
from consult.ledger.bundle import document_hash
from consult.ledger.canonical import canonical_bytes
from consult.ledger.checkpoint import parse_verifier_key
from consult.reporting.exports import ledger_bundle
from consult.reviews.models import Review
from consult.verify.bundle import verify_bundle
from consult.verify.decision import verify_decision
from consult.verify.log import Entry
from consult.verify.report import Report
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db
OVERTAKEN = "another record was certified since: this file is older, or altered"
Change = Callable[[Any], None]


@pytest.fixture
def before(closed: Motion) -> Any:
    """Return the decision before it is certified."""
    return copy.deepcopy(decision_of(decided(closed.review).get(pk=closed.pk)).document)


@pytest.fixture
def after(closed: Motion, council: Council, before: Any) -> Any:
    """Return the decision once it is certified."""
    certify_motion(actor=council.secretary, motion_id=closed.pk)
    return decision_of(decided(closed.review).get(pk=closed.pk)).document


def entries_of(motion: Motion) -> list[Entry]:
    motion.review.log.refresh_from_db()
    key = parse_verifier_key(public_key())
    return verify_bundle(bytes(ledger_bundle(motion.review)), key)[1]


def report_on(value: Any, entries: list[Entry] | None = None) -> Report:
    return verify_decision(canonical_bytes(value), parse_verifier_key(public_key()), entries)


def told(value: Any, entries: list[Entry] | None = None) -> str:
    return "\n".join(map(str, report_on(value, entries).findings))


def test_an_honest_decision_is_valid_before_and_after_its_certificate(
    before: Any, after: Any, closed: Motion
) -> None:
    entries = entries_of(closed)
    for held in (None, entries):
        assert told(before, held) == told(after, held) == ""
    assert report_on(before).notes == [
        "the decision is not certified: only its votes and rules are proved"
    ]
    assert report_on(after).lines() == ["valid", f"decision {closed.number}: adopted"]


def reworded(decision: Any) -> None:
    decision["record"]["motion"]["title"]["en"] = "Adopt nothing"
    decision["record_sha256"] = document_hash(decision["record"])


def stripped(decision: Any) -> None:
    """Forge the title, and leave out what certified the true one."""
    reworded(decision)
    decision["certified_at"] = None
    entries = decision["ledger"]["entries"]
    entries[:] = [x for x in entries if x["leaf"]["event"] != "motion.certified.v1"]


def revoted(decision: Any) -> None:
    """Turn every vote round and count again, so that the record contradicts itself nowhere."""
    stripped(decision)
    record = decision["record"]
    for each in record["ballots"]:
        each["choice"] = "reject"
    seats = [{k: v for k, v in seat.items() if k != "name"} for seat in record["roll"]]
    fields = ("ballot", "seat", "person", "rank", "choice")
    cast = parse_ballots([{name: each[name] for name in fields} for each in record["ballots"]])
    outcome = tally(parse_roll(seats), cast, parse_rules(record["rules"]))
    record["outcome"] = outcome.as_data()
    decision["record_sha256"] = document_hash(record)


def swapped_paths(decision: Any) -> None:
    one, other = decision["ledger"]["entries"][:2]
    one["path"], other["path"] = other["path"], one["path"]


def other_numbers(decision: Any) -> None:
    decision["record"]["outcome"]["choices"]["heads"]["approve"] += 1


def dropped_ballot(decision: Any) -> None:
    stripped(decision)
    del decision["record"]["ballots"][0]


def softer_rules(decision: Any) -> None:
    stripped(decision)
    decision["record"]["rules"]["revote"] = False


def other_block(decision: Any) -> None:
    stripped(decision)
    decision["record"]["roll"][2]["block"] = "government"


def other_institution(decision: Any) -> None:
    stripped(decision)
    decision["record"]["roll"][2]["institution"] = "Ministry of War"


def fewer_people(decision: Any) -> None:
    stripped(decision)
    decision["record"]["roll"][2]["people"].pop()


def shorter_roll(decision: Any) -> None:
    stripped(decision)
    decision["record"]["roll"].pop()


def presence_invented(decision: Any) -> None:
    stripped(decision)
    decision["record"]["roll"][2]["present"] = True


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (reworded, "its record is not the one that was certified"),
        (other_numbers, "its record does not have the hash stated beside it"),
        (other_numbers, "record.outcome.choices.heads.approve is "),
        (revoted, "record.outcome."),
        (dropped_ballot, "its ballots are not those of its entries"),
        (softer_rules, "record.rules.revote is False, and the recount gives True"),
        (other_block, "record.roll[2].block is government, and the recount gives None"),
        (other_institution, "record.roll[2].institution is Ministry of War, and the recount "),
        (fewer_people, "record.roll[2].people is a list of 1, and the recount gives a list of 2"),
        (shorter_roll, "record.roll is a list of 2, and the recount gives a list of 3"),
        (presence_invented, "its roll says who was present, and no entry does"),
        (swapped_paths, "its leaf and path do not lead to the head"),
        (lambda x: x.update(certified_at=None), "it was certified at 2"),
        (lambda x: x["ledger"]["entries"].pop(), "it says that it was certified, and no entry"),
        (lambda x: x["ledger"].update(origin="elsewhere.example/log"), "it names the log elsewh"),
        (lambda x: x["ledger"].update(key="x"), "it names the key x, not the trusted one"),
        (lambda x: x["ledger"].update(head="x"), "decision: head: a note is a text"),
        (lambda x: x["ledger"]["entries"][0].update(hash="00" * 32), "hash recorded beside it"),
        (lambda x: x["ledger"]["entries"][0]["leaf"].update(actor="x"), "hash recorded beside it"),
        (lambda x: x.update(audited="yes"), "decision.audited is not declared"),
        (lambda x: x["record"].pop("roll"), "decision.record.roll is missing"),
        (lambda x: x["record"]["roll"][0].update(weight=0), "it cannot be recounted: The roll"),
    ],
)
def test_what_was_altered_is_told(change: Change, sentence: str, after: Any) -> None:
    altered = copy.deepcopy(after)
    change(altered)
    assert sentence in told(altered)


def test_what_a_file_alone_can_hide_the_bundle_shows(
    before: Any, after: Any, closed: Motion
) -> None:
    entries = entries_of(closed)
    altered = copy.deepcopy(after)
    stripped(altered)
    assert told(altered) == ""
    assert OVERTAKEN in report_on(altered, entries).notes
    assert "it is about the motion, and the decision leaves it out" in told(altered, entries)
    assert "the bundle ends before" in told(after, entries[:3])


def test_a_file_from_before_the_certificate_may_be_older(
    before: Any, after: Any, closed: Motion
) -> None:
    """Titles, corrections and replies change until then, so nothing is wrong with such a file."""
    entries = entries_of(closed)
    assert OVERTAKEN not in report_on(before, entries).notes
    older = copy.deepcopy(before)
    reworded(older)
    report = report_on(older, entries)
    assert report.valid
    assert OVERTAKEN in report.notes
    assert OVERTAKEN not in report_on(older).notes


@pytest.fixture
def live(council: Council, at_hand: Motion) -> Any:
    """Return the decision of a session at which the last seat was absent, not certified."""
    arguments = {"actor": council.secretary, "motion_id": at_hand.pk}
    open_in_session(sitting_id=at_hand.sitting_id, **arguments)
    close_motion(early=True, despite=True, **arguments)
    return decision_of(decided(at_hand.review).get(pk=at_hand.pk)).document


def not_opened(decision: Any) -> None:
    entries = decision["ledger"]["entries"]
    entries[:] = [x for x in entries if x["leaf"]["event"] != "motion.opened_live.v1"]


def nobody_absent(decision: Any) -> None:
    for seat in decision["record"]["roll"]:
        seat.pop("present")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda x: x["record"]["roll"][2].update(present=True),
            "record.roll[2].present is True, and the recount gives False",
        ),
        (nobody_absent, "record.roll[0].present is missing"),
        (not_opened, "its entries do not open it once"),
        (not_opened, "its roll says who was present, and no entry does"),
    ],
)
def test_who_was_present_is_held_against_the_opening(
    change: Change, sentence: str, live: Any
) -> None:
    assert told(live) == ""
    altered = copy.deepcopy(live)
    change(altered)
    altered["record_sha256"] = document_hash(altered["record"])
    assert sentence in told(altered)


def test_the_bundle_shows_an_opening_that_is_left_out(live: Any, review: Review) -> None:
    motion = decided(review).get()
    entries = entries_of(motion)
    assert told(live, entries) == ""
    not_opened(live)
    assert "(motion.opened_live.v1): it is about the motion" in told(live, entries)


def test_what_came_later_is_said_to_be_fixed_by_nothing(after: Any) -> None:
    altered = {**after, "later_corrections": [{"kind": "invented"}]}
    report = report_on(altered)
    assert report.valid
    assert report.notes == ["what the decision says of later days is fixed by no certificate"]
