"""Deadlines that move: by whom, how far, why, and never back."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from consult.core.errors import DomainError, KeyReused, NotPermitted
from consult.core.models import Entry, OutgoingMail
from consult.council.actions import close_motion, extend_motion, put_motion, record_outage
from consult.council.actions.close_motion import NotDueYet
from consult.council.actions.extend_motion import ExtensionUnexplained, OutageNotOver
from consult.council.models import Extension, Motion
from consult.council.rules.errors import (
    MotionNotOpen,
)
from consult.council.rules.time_errors import (
    ExtendedTooFar,
    ExtensionNotLater,
    ExtensionTooLate,
    OutageAddsNothing,
    TooManyExtensions,
)
from consult.council.selectors.clock import database_now
from consult.ledger.instant import format_instant
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
Arguments = Callable[..., dict[str, Any]]


def extend(council: Council, motion: Motion, closes_at: datetime, **changes: Any) -> Extension:
    return extend_motion(
        **{
            "actor": council.secretary,
            "motion_id": motion.pk,
            "closes_at": closes_at,
            "reason": "Two ministers travel.",
            "key": uuid.uuid4(),
            **changes,
        }
    )


def outage(
    council: Council, motion: Motion, since: datetime, until: datetime, **changes: Any
) -> Extension:
    return record_outage(
        **{
            "actor": council.secretary,
            "motion_id": motion.pk,
            "since": since,
            "until": until,
            "reason": "The power failed.",
            "key": uuid.uuid4(),
            **changes,
        }
    )


def with_conduct(motion_arguments: Arguments, **conduct: Any) -> Motion:
    arguments = motion_arguments()
    return put_motion(**{**arguments, "rules": {**arguments["rules"], "conduct": conduct}})


def refused(error: type[DomainError], make: Callable[[], Any]) -> None:
    before = (Entry.objects.count(), OutgoingMail.objects.count(), Extension.objects.count())
    with pytest.raises(error):
        make()
    after = (Entry.objects.count(), OutgoingMail.objects.count(), Extension.objects.count())
    assert after == before


def test_an_extension_moves_the_deadline_for_all_and_says_why(
    council: Council, motion: Motion
) -> None:
    OutgoingMail.objects.all().delete()
    later = motion.closes_at + HOUR
    key = uuid.uuid4()
    extension = extend(council, motion, later, key=key)
    assert extend(council, motion, later, key=key) == extension
    with pytest.raises(KeyReused):
        extend(council, motion, later + HOUR, key=key)
    moved = Motion.objects.get()
    assert (moved.closes_at, moved.revision) == (later, 1)
    entry = Entry.objects.get(event="motion.extended.v1")
    assert json.loads(bytes(entry.leaf))["data"] == {
        "motion": motion.number,
        "cause": "decision",
        "since": format_instant(extension.since),
        "until": format_instant(extension.since + HOUR),
        "recorded_at": format_instant(extension.recorded_at),
        "closes_at": format_instant(later),
    }
    assert list(entry.openings.values_list("value", "public")) == [("Two ministers travel.", True)]
    mails = OutgoingMail.objects.all()
    assert {mail.to for mail in mails} == {each.email for pair in council.people for each in pair}
    assert "Two ministers travel." in mails[0].text


def test_a_deadline_never_moves_back(council: Council, motion: Motion) -> None:
    for closes_at in (motion.closes_at, motion.closes_at - HOUR):
        refused(ExtensionNotLater, partial(extend, council, motion, closes_at))
    later = motion.closes_at + HOUR
    refused(ExtensionUnexplained, lambda: extend(council, motion, later, reason=" "))
    member = council.people[0][0]
    refused(NotPermitted, lambda: extend(council, motion, later, actor=member))
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.create(
            motion=motion,
            cause="decision",
            stage="vote",
            since=motion.put_at,
            until=motion.put_at + HOUR,
            before=motion.closes_at,
            after=motion.closes_at - HOUR,
            reason="Shorter.",
            recorded_at=motion.put_at,
        )


def test_the_rules_limit_how_often_and_how_far(
    council: Council, motion_arguments: Arguments, make_version: Any
) -> None:
    once = with_conduct(motion_arguments, extensions=1)
    extend(council, once, once.closes_at + HOUR)
    refused(TooManyExtensions, lambda: extend(council, once, once.closes_at + 2 * HOUR))
    arguments = motion_arguments(versions=[make_version("annexes")])
    rules = {**arguments["rules"], "conduct": {"extended_by": "PT2H"}}
    bounded = put_motion(**{**arguments, "rules": rules})
    extend(council, bounded, bounded.closes_at + HOUR)
    refused(ExtendedTooFar, lambda: extend(council, bounded, bounded.closes_at + 3 * HOUR))
    extend(council, bounded, bounded.closes_at + 2 * HOUR)


def test_only_an_open_motion_is_extended(
    council: Council,
    motion: Motion,
    motion_arguments: Arguments,
    make_version: Any,
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    opens_at = database_now() + HOUR
    coming = put_motion(**motion_arguments(versions=[make_version("annexes")], opens_at=opens_at))
    refused(MotionNotOpen, lambda: extend(council, coming, coming.closes_at + HOUR))
    let_voting_end(motion)
    refused(ExtensionTooLate, lambda: extend(council, motion, database_now() + HOUR))
    close_motion(actor=None, motion_id=motion.pk)
    refused(ExtensionTooLate, lambda: extend(council, motion, database_now() + HOUR))


def test_an_outage_gives_everybody_the_time_back(council: Council, motion: Motion) -> None:
    back = database_now() - 3 * HOUR
    Motion.objects.filter(pk=motion.pk).update(opens_at=back)
    closes_at = motion.closes_at
    outage(council, motion, back + HOUR, back + 2 * HOUR)
    assert Motion.objects.get().closes_at == closes_at + HOUR
    # It overlaps with what is recorded already, and only the rest counts.
    outage(council, motion, back + HOUR, back + 2.5 * HOUR)
    assert Motion.objects.get().closes_at == closes_at + 1.5 * HOUR
    refused(OutageAddsNothing, lambda: outage(council, motion, back + HOUR, back + 1.5 * HOUR))
    refused(
        OutageNotOver,
        lambda: outage(council, motion, database_now(), database_now() + HOUR),
    )


def test_an_outage_over_the_deadline_is_given_back_until_the_result_is_computed(
    council: Council, motion: Motion
) -> None:
    now = database_now()
    Motion.objects.filter(pk=motion.pk).update(
        opens_at=now - 3 * HOUR, closes_at=now - timedelta(minutes=10)
    )
    outage(council, motion, now - HOUR, now - timedelta(minutes=1))
    assert Motion.objects.get().closes_at == now + timedelta(minutes=49)
    with pytest.raises(NotDueYet):
        close_motion(actor=None, motion_id=motion.pk)


def test_rules_may_leave_an_outage_without_effect(
    council: Council, motion_arguments: Arguments
) -> None:
    motion = with_conduct(motion_arguments, outage="nothing")
    now = database_now()
    Motion.objects.filter(pk=motion.pk).update(opens_at=now - 3 * HOUR)
    refused(OutageAddsNothing, lambda: outage(council, motion, now - 2 * HOUR, now - HOUR))


def test_the_vote_after_silence_has_limits_of_its_own(
    council: Council,
    put_by: Callable[..., Motion],
    say: Any,
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    conduct = {"minimum_open": "PT72H", "extensions": 1}
    motion = put_by("silence_then_vote", rules={"conduct": conduct})
    extend(council, motion, motion.closes_at + HOUR)
    say(motion, 0, "object")
    let_voting_end(Motion.objects.get())
    vote = close_motion(actor=None, motion_id=motion.pk)
    extend(council, vote, vote.closes_at + HOUR)
    refused(TooManyExtensions, lambda: extend(council, vote, vote.closes_at + 2 * HOUR))
    assert list(Extension.objects.values_list("stage", flat=True)) == ["silence", "vote"]
