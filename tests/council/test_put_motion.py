"""Putting a motion: texts, rule, roll, ledger and mails in one transaction."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from consult.core.errors import DomainError, KeyReused, NotPermitted
from consult.core.models import Entry, OutgoingMail
from consult.council.actions import put_motion, set_seat
from consult.council.actions.choose_texts import (
    NoAuthenticText,
    NothingToVoteOn,
    VersionNotCurrent,
)
from consult.council.actions.freeze_roll import RollEmpty
from consult.council.actions.read_proposal import MandateRehearsed, MotionUntitled
from consult.council.actions.save_draft import ClosesTooSoon
from consult.council.models import Motion, MotionText, RollEntry, RollPerson, SeatPerson
from consult.council.rules.conduct import Conduct
from consult.council.rules.errors import (
    NothingCouldPass,
    RulesMalformed,
    TestAlwaysPasses,
)
from consult.council.rules.notice import require_time
from consult.council.rules.presets import PRESETS
from consult.council.rules.reader import parse_rules
from consult.council.rules.ruleset import Session
from consult.council.rules.time_errors import (
    ClosesTooEarly,
    OpensTooEarly,
)
from consult.council.selectors.clock import database_now
from consult.drafts.models import Rendering
from consult.ledger.instant import format_instant
from consult.reviews.models import Review
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db

Arguments = Callable[..., dict[str, Any]]


def test_a_motion_names_its_texts_and_rule_in_the_ledger(
    council: Council, motion_arguments: Arguments, make_version: Any
) -> None:
    version = make_version("methodology")
    arguments = motion_arguments(versions=[version])
    motion = put_motion(**arguments)
    assert (motion.number, motion.state) == ("VNR26-M-001", "open")
    with override("fr"):
        assert motion.title == "Adopter les points saillants"
    put = json.loads(bytes(Entry.objects.get(event="motion.put.v1").leaf))
    assert (put["event"], put["actor"]) == ("motion.put.v1", council.secretary.reference)
    assert put["data"] == {
        "motion": "VNR26-M-001",
        "title": "Adopt the highlights",
        "texts": [
            {
                "chapter": "methodology",
                "version": 1,
                "language": each.language,
                "sha256": each.sha256,
                "authentic": each.language == "en",
            }
            for each in Rendering.objects.order_by("language")
        ],
        "rules": parse_rules(arguments["rules"]).as_data(),
        "noticed_at": format_instant(motion.put_at),
        "opens_at": format_instant(motion.opens_at),
        "closes_at": format_instant(motion.closes_at),
    }
    texts = MotionText.objects.filter(motion=motion).values_list(
        "rendering__language", "sha256", "authentic"
    )
    assert set(texts) == {
        (each.language, each.sha256, each.language == "en") for each in Rendering.objects.all()
    }


def test_the_roll_is_in_the_ledger_before_any_ballot(council: Council, motion: Motion) -> None:
    put, frozen = (
        json.loads(bytes(entry.leaf))
        for entry in Entry.objects.filter(subject=motion.reference).order_by("index")
    )
    assert (put["event"], put["index"] + 1) == ("motion.put.v1", frozen["index"])
    assert frozen["event"] == "motion.roll_frozen.v1"
    assert frozen["data"] == {
        "motion": "VNR26-M-001",
        "roll": [
            {
                "seat": seat.reference,
                "institution": f"Ministry {place}",
                "weight": 1,
                "block": None,
                "people": [
                    {"rank": rank, "person": person.reference}
                    for rank, person in enumerate(council.people[place])
                ],
            }
            for place, seat in enumerate(council.seats)
        ],
    }


def test_everybody_on_the_roll_is_mailed_once_in_their_language(
    council: Council,
    motion_arguments: Arguments,
    work_off_tasks: Callable[[], int],
    mailoutbox: Any,
) -> None:
    french = council.people[1][1]
    french.language = "fr"
    french.save(update_fields=["language"])
    motion = put_motion(**motion_arguments())
    everybody = {person.email for pair in council.people for person in pair}
    mails = {mail.to: mail for mail in OutgoingMail.objects.all()}
    assert set(mails) == everybody
    assert OutgoingMail.objects.count() == 6
    assert mails[council.people[0][0].email].subject == (
        "Motion VNR26-M-001 is put to the council: Adopt the highlights"
    )
    assert f"http://127.0.0.1:8000/en/council/motions/{motion.pk}/" in (
        mails[council.people[0][0].email].text
    )
    assert "Adopter les points saillants" in mails[french.email].text
    assert f"/fr/council/motions/{motion.pk}/" in mails[french.email].text
    work_off_tasks()
    assert {mail.to[0] for mail in mailoutbox} == everybody


def test_the_close_is_put_off_to_its_time(motion: Motion) -> None:
    (task,) = DBTaskResult.objects.filter(task_path="consult.council.tasks.close_due_motions")
    assert task.run_after == motion.closes_at + timedelta(seconds=1)


def test_the_roll_stays_as_it_was_put(review: Review, council: Council, motion: Motion) -> None:
    set_seat(
        actor=council.secretary,
        review=review,
        institution=council.seats[0].institution,
        position=0,
        weight=5,
        people=[council.people[1][0]],
    )
    entry = RollEntry.objects.get(motion=motion, seat=council.seats[0])
    assert (entry.weight, entry.institution_name) == (
        1,
        {"en": "Ministry 0", "fr": "Ministère 0"},
    )
    people = RollPerson.objects.filter(entry=entry).values_list("rank", "user")
    assert list(people) == [(rank, each.pk) for rank, each in enumerate(council.people[0])]


def test_the_same_key_gives_the_same_motion(motion_arguments: Arguments) -> None:
    arguments = motion_arguments()
    assert put_motion(**arguments) == put_motion(**arguments)
    assert Motion.objects.count() == 1
    with pytest.raises(KeyReused):
        put_motion(**{**arguments, "title": {"en": "Something else"}})
    assert put_motion(**{**arguments, "key": uuid.uuid4()}).number == "VNR26-M-002"


def _refused(error: type[DomainError], arguments: dict[str, Any]) -> None:
    before = (Entry.objects.count(), OutgoingMail.objects.count(), DBTaskResult.objects.count())
    with pytest.raises(error):
        put_motion(**arguments)
    after = (Entry.objects.count(), OutgoingMail.objects.count(), DBTaskResult.objects.count())
    assert after == before
    assert not Motion.objects.exists()


def test_only_current_versions_are_voted_on(motion_arguments: Arguments, make_version: Any) -> None:
    old, _new = make_version(number=1), make_version(number=2)
    _refused(VersionNotCurrent, motion_arguments(versions=[old]))
    arguments = motion_arguments(versions=[old])
    _refused(NothingToVoteOn, {**arguments, "versions": []})


def test_every_version_has_the_authentic_language(
    motion_arguments: Arguments, make_version: Any
) -> None:
    both, one = make_version("highlights"), make_version("annexes", languages=("en",))
    _refused(NoAuthenticText, motion_arguments(versions=[both, one], authentic_language="fr"))


def test_voting_closes_in_the_future_and_after_it_opens(motion_arguments: Arguments) -> None:
    now = database_now()
    arguments = motion_arguments()
    _refused(ClosesTooSoon, {**arguments, "closes_at": now - timedelta(seconds=1)})
    _refused(
        ClosesTooSoon,
        {
            **arguments,
            "opens_at": now + timedelta(hours=2),
            "closes_at": now + timedelta(hours=1),
        },
    )


def test_a_motion_has_a_title_and_rules_that_can_decide(motion_arguments: Arguments) -> None:
    arguments = motion_arguments()
    _refused(MotionUntitled, {**arguments, "title": {"en": " "}})
    _refused(RulesMalformed, {**arguments, "rules": {"v": 1}})
    never = {"count": "yes", "unit": "heads", "compare": "at_least", "number": 4}
    _refused(NothingCouldPass, {**arguments, "rules": {**arguments["rules"], "passes": never}})


# Those for a live session are put for one in test_live_motion.
WRITTEN = [code for code in PRESETS if PRESETS[code].rules().session is Session.WRITTEN]


@pytest.mark.parametrize("code", [code for code in WRITTEN if code != "both_blocks"])
def test_a_motion_is_put_by_every_preset_that_fits_the_council(
    motion_arguments: Arguments, make_council: Callable[..., Council], code: str
) -> None:
    council = make_council(4)
    closes_at = database_now() + timedelta(hours=73)
    arguments = motion_arguments(actor=council.secretary, closes_at=closes_at)
    motion = put_motion(**{**arguments, "rules": dict(PRESETS[code].data)})
    assert (motion.state, motion.rules) == ("open", PRESETS[code].rules().as_data())


def test_three_seats_cannot_decide_by_fewer_than_four_not_in_favour(
    motion_arguments: Arguments,
) -> None:
    """All three against would have adopted."""
    rules = dict(PRESETS["members_and_population"].data)
    _refused(TestAlwaysPasses, {**motion_arguments(), "rules": rules})


def test_the_rules_say_how_much_time_the_council_gets(motion_arguments: Arguments) -> None:
    arguments = motion_arguments()
    rules = {**arguments["rules"], "conduct": {"minimum_notice": "P2D", "minimum_open": "P3D"}}
    now = database_now()
    day = timedelta(days=1)
    _refused(OpensTooEarly, {**arguments, "rules": rules, "closes_at": now + 9 * day})
    times = {"opens_at": now + 3 * day, "closes_at": now + 5 * day}
    _refused(ClosesTooEarly, {**arguments, "rules": rules, **times})
    times = {"opens_at": now + 3 * day, "closes_at": now + 6 * day}
    motion = put_motion(**{**arguments, "rules": rules, **times})
    assert motion.state == "noticed"


def test_a_refused_time_names_one_that_would_do() -> None:
    noticed = datetime(2026, 5, 4, 9, 1, tzinfo=UTC)
    conduct = Conduct(minimum_notice=2 * 86_400 * 1_000_000)
    with pytest.raises(OpensTooEarly) as caught:
        require_time(conduct, noticed, noticed + timedelta(days=1), noticed + timedelta(days=9))
    assert caught.value.params == {
        "minimum": "48 h",
        "earliest": datetime(2026, 5, 6, 9, 30, tzinfo=UTC),
    }


def test_a_mandate_is_never_rehearsed(motion_arguments: Arguments) -> None:
    _refused(MandateRehearsed, {**motion_arguments(), "kind": "mandate", "rehearsal": True})


def test_only_the_secretary_puts_a_motion_and_never_to_nobody(
    council: Council, motion_arguments: Arguments
) -> None:
    arguments = motion_arguments()
    _refused(NotPermitted, {**arguments, "actor": council.people[0][0]})
    SeatPerson.objects.all().delete()
    _refused(RollEmpty, arguments)
