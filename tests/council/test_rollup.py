"""Chapter by chapter: put together, stated before any ballot, and decided with the last motion."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from consult.core.errors import KeyReused, NotPermitted
from consult.core.models import Entry, OutgoingMail
from consult.core.signing import public_key
from consult.council.actions import (
    certify_motion,
    close_motion,
    put_rollup,
    put_whole,
    void_motion,
)
from consult.council.actions.choose_texts import VersionNotCurrent
from consult.council.actions.put_rollup import RollUpOfOne, RollUpOfTexts
from consult.council.actions.put_whole import WholeNotDue, WholePut
from consult.council.models import Ballot, Motion, RollUp
from consult.council.rules.rollup import RollUpStatus
from consult.council.selectors.clock import database_now
from consult.ledger.checkpoint import parse_verifier_key
from consult.reporting.exports import ledger_bundle
from consult.reviews.models import Review
from consult.verify.bundle import verify_bundle
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db

PutRolled = Callable[..., RollUp]
EndAll = Callable[..., RollUp]


def said(event: str) -> list[dict[str, Any]]:
    """Return the open data of all entries of an event."""
    entries = Entry.objects.filter(event=event).order_by("index")
    return [json.loads(bytes(entry.leaf))["data"] for entry in entries]


def whole(council: Council, rollup: RollUp, **changes: Any) -> Motion:
    given = {
        "actor": council.secretary,
        "rollup_id": rollup.pk,
        "opens_at": None,
        "closes_at": database_now() + timedelta(hours=2),
        "key": uuid.uuid4(),
    }
    return put_whole(**{**given, **changes})


def test_each_chapter_is_a_motion_on_equal_terms_and_the_rule_is_stated_after_them(
    put_rolled: PutRolled, review: Review
) -> None:
    rollup = put_rolled()
    first, second = rollup.motions.order_by("number")
    assert rollup.number == "VNR26-W-001"
    assert (first.title, second.title) == (
        "Highlights: Adopt the report",
        "Annexes: Adopt the report",
    )
    for name in ("rules", "opens_at", "closes_at", "put_at", "state"):
        assert getattr(first, name) == getattr(second, name)
    assert [motion.texts.count() for motion in (first, second)] == [2, 2]
    assert said("rollup.put.v1")[0] | {"put_at": ""} == {
        "rollup": "VNR26-W-001",
        "title": "Adopt the report",
        "rule": "all",
        "motions": [first.number, second.number],
        "put_at": "",
    }
    events = list(Entry.objects.order_by("index").values_list("event", flat=True))[-5:]
    assert events == [*["motion.put.v1", "motion.roll_frozen.v1"] * 2, "rollup.put.v1"]


def test_everybody_on_the_roll_gets_one_mail_that_names_each_motion(
    put_rolled: PutRolled, council: Council
) -> None:
    rollup = put_rolled("all_then_whole")
    mails = list(OutgoingMail.objects.all())
    assert len(mails) == len({mail.to for mail in mails}) == 6
    (text,) = {mail.text.split("\n", 1)[1] for mail in mails}
    assert "2 motions are put to the council chapter by chapter" in text
    assert "the council votes on the whole, and that vote decides" in text
    for motion in rollup.motions.all():
        assert f"/council/motions/{motion.pk}/" in text


def test_the_last_close_decides_the_whole_in_the_ledger(
    put_rolled: PutRolled, end_all: EndAll, review: Review
) -> None:
    rollup = end_all(put_rolled(), "approve", "approve")
    first, second = rollup.motions.order_by("number")
    assert rollup.status == "adopted"
    assert rollup.decided_at == second.closed_at
    assert rollup.outcome == {
        "status": "adopted",
        "motions": [
            {"motion": first.number, "status": "adopted"},
            {"motion": second.number, "status": "adopted"},
        ],
        "adopted": 2,
        "of": 2,
    }
    (decided,) = said("rollup.decided.v1")
    assert decided["outcome"] == rollup.outcome
    assert list(Entry.objects.order_by("index").values_list("event", flat=True))[-2:] == [
        "motion.closed.v1",
        "rollup.decided.v1",
    ]


def test_one_chapter_that_fails_fails_the_whole(put_rolled: PutRolled, end_all: EndAll) -> None:
    rollup = end_all(put_rolled(), "approve", "reject")
    assert (rollup.status, rollup.outcome["adopted"]) == ("not_adopted", 1)


def test_a_void_chapter_is_said_and_fails_the_whole(
    put_rolled: PutRolled,
    council: Council,
    say: Callable[..., Ballot],
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    rollup = put_rolled()
    first, second = rollup.motions.order_by("number")
    void_motion(actor=council.secretary, motion_id=first.pk, reason="Put too early.")
    rollup.refresh_from_db()
    assert rollup.status == "open"
    say(second, 0, "approve")
    say(second, 1, "approve")
    second.refresh_from_db()
    close_motion(actor=None, motion_id=let_voting_end(second).pk)
    rollup.refresh_from_db()
    assert rollup.status == "not_adopted"
    assert [each["status"] for each in rollup.outcome["motions"]] == ["void", "adopted"]


def test_voiding_the_last_decides_it_too(put_rolled: PutRolled, council: Council) -> None:
    rollup = put_rolled()
    for motion in rollup.motions.all():
        void_motion(actor=council.secretary, motion_id=motion.pk, reason="Put too early.")
    rollup.refresh_from_db()
    assert (rollup.status, rollup.outcome["adopted"]) == ("not_adopted", 0)


def test_an_objection_that_ends_the_last_motion_decides_the_whole(
    put_rolled: PutRolled, say: Callable[..., Ballot]
) -> None:
    from consult.council.rules.presets import PRESETS

    closes_at = database_now() + timedelta(hours=73)
    rules = dict(PRESETS["silence_72_hours"].data)
    rollup = put_rolled(rules=rules, closes_at=closes_at)
    for motion in rollup.motions.all():
        say(motion, 0, "object")
    rollup.refresh_from_db()
    assert rollup.status == "not_adopted"
    assert {each["status"] for each in rollup.outcome["motions"]} == {"silence_broken"}


def test_rehearsals_are_rolled_up_outside_the_ledger(
    put_rolled: PutRolled, end_all: EndAll, council: Council, review: Review, make_version: Any
) -> None:
    versions = [make_version(slug) for slug in ("highlights", "annexes")]
    before = Entry.objects.count(), ledger_bundle(review)
    rollup = end_all(
        put_rolled("all_then_whole", rehearsal=True, versions=versions), "approve", "approve"
    )
    assert (rollup.number, rollup.status) == ("VNR26-WR-001", "whole_follows")
    assert whole(council, rollup).rehearsal
    assert (Entry.objects.count(), ledger_bundle(review)) == before


def test_one_key_makes_one_roll_up(
    motion_arguments: Callable[..., dict[str, Any]], make_version: Any
) -> None:
    versions = [make_version(slug) for slug in ("highlights", "annexes")]
    arguments = motion_arguments(versions=versions)
    first = put_rollup(rolled_up="all", **arguments)
    assert put_rollup(rolled_up="all", **arguments) == first
    assert (RollUp.objects.count(), Motion.objects.count()) == (1, 2)
    with pytest.raises(KeyReused):
        put_rollup(rolled_up="all_then_whole", **arguments)


def test_what_is_no_whole_is_refused(
    put_rolled: PutRolled, council: Council, make_version: Any
) -> None:
    with pytest.raises(RollUpOfOne):
        put_rolled(versions=[make_version("conclusion")])
    with pytest.raises(RollUpOfTexts):
        put_rolled(kind="mandate")
    with pytest.raises(NotPermitted):
        put_rolled(actor=council.people[0][0])
    old = [make_version(slug) for slug in ("means", "opening")]
    make_version("means", number=2)
    with pytest.raises(VersionNotCurrent):
        put_rolled(versions=old)
    assert (RollUp.objects.count(), Motion.objects.count(), said("motion.put.v1")) == (0, 0, [])


def test_the_whole_follows_where_it_was_stated_and_every_chapter_is_adopted(
    put_rolled: PutRolled, end_all: EndAll, council: Council, review: Review
) -> None:
    rollup = put_rolled("all_then_whole")
    with pytest.raises(WholeNotDue):
        whole(council, rollup)
    end_all(rollup, "approve", "approve")
    assert rollup.status == "whole_follows"
    key, closes_at = uuid.uuid4(), database_now() + timedelta(hours=3)
    motion = whole(council, rollup, key=key, closes_at=closes_at)
    assert whole(council, rollup, key=key, closes_at=closes_at) == motion
    hashes = rollup.motions.values_list("texts__sha256", flat=True)
    assert set(motion.texts.values_list("sha256", flat=True)) == set(hashes)
    assert (motion.title, motion.rules) == ("Adopt the report", rollup.motions.all()[0].rules)
    assert said("rollup.whole_put.v1") == [{"rollup": rollup.number, "motion": motion.number}]
    with pytest.raises(WholePut):
        whole(council, rollup)
    void_motion(actor=council.secretary, motion_id=motion.pk, reason="Put too early.")
    assert whole(council, rollup).whole_of == rollup


def test_the_whole_is_not_put_once_a_chapter_has_changed(
    put_rolled: PutRolled, end_all: EndAll, council: Council, make_version: Any
) -> None:
    from consult.council.actions.put_whole import WholeChanged
    from consult.drafts.models import Block, BlockText

    rollup = end_all(put_rolled("all_then_whole"), "approve", "approve")
    newer = make_version("annexes", number=2)
    block = Block.objects.create(version=newer, key=uuid.uuid4(), position=1, kind="paragraph")
    BlockText.objects.create(block=block, language="en", html="New", text="New")
    with pytest.raises(WholeChanged, match="Annexes"):
        whole(council, rollup)


def test_what_was_stated_and_decided_never_changes(put_rolled: PutRolled, end_all: EndAll) -> None:
    rollup = put_rolled()
    rows = RollUp.objects.filter(pk=rollup.pk)
    forbidden: list[Any] = [
        lambda: rows.update(rule="all_then_whole"),
        lambda: rows.update(status="whole_follows", outcome={}, decided_at=rollup.put_at),
        lambda: rows.update(status="adopted"),
        lambda: rollup.motions.update(rollup=None),
        lambda: rollup.motions.update(whole_of=rollup),
        lambda: RollUp.objects.create(
            review=rollup.review,
            number="X",
            title="X",
            rule="all",
            put_at=rollup.put_at,
            status="adopted",
            outcome={},
            decided_at=rollup.put_at,
        ),
    ]
    for write in forbidden:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    end_all(rollup, "approve", "approve")
    for write in (
        lambda: rows.update(status="not_adopted"),
        lambda: rows.update(outcome={}),
        lambda: rows.update(status="open", outcome=None, decided_at=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


def test_the_verifier_computes_it_again_from_the_bundle(
    put_rolled: PutRolled, end_all: EndAll, council: Council, review: Review
) -> None:
    rollup = end_all(put_rolled("all_then_whole"), "approve", "approve")
    for motion in rollup.motions.all():
        certify_motion(actor=council.secretary, motion_id=motion.pk)
    whole(council, rollup)
    report, _entries = verify_bundle(ledger_bundle(review), parse_verifier_key(public_key()))
    of_council = [str(each) for each in report.findings if "rollup" in each.where]
    assert of_council == []
    assert "roll-up “Adopt the report”: whole_follows, 2 of 2 adopted" in report.summary
    assert RollUpStatus(rollup.status) is RollUpStatus.WHOLE_FOLLOWS
