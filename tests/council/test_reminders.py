"""Seats that have not voted are reminded, once an occasion, and told nothing of others."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from consult.core.errors import NotPermitted
from consult.core.models import OutgoingMail
from consult.council.actions import cast_ballot, put_motion, remind_seats
from consult.council.models import Ballot, Motion, Reminder
from consult.council.rules.errors import RuleRefusal
from consult.council.rules.reminder import (
    NoReminderInSilence,
    Occasion,
    RemindedJustNow,
    occasion_due,
    require_by_hand,
)
from consult.council.rules.stage import Stage
from consult.council.selectors.clock import database_now
from consult.council.tasks import remind_due
from tests.council.conftest import Council
from tests.council.pages import motion_url, words

CLOSE = datetime(2030, 3, 10, 12, tzinfo=UTC)
LONG_AGO = CLOSE - timedelta(days=9)


def hours(number: float) -> datetime:
    return CLOSE - timedelta(hours=number)


@pytest.mark.parametrize(
    ("opened", "now", "sent", "due"),
    [
        (LONG_AGO, hours(24.1), (), None),
        (LONG_AGO, hours(24), (), Occasion.DAY),
        (LONG_AGO, hours(2.1), (), Occasion.DAY),
        (LONG_AGO, hours(23), (Occasion.DAY, Occasion.BY_HAND), None),
        (LONG_AGO, hours(2), (), Occasion.HOURS),
        (LONG_AGO, hours(1), (Occasion.DAY,), Occasion.HOURS),
        (LONG_AGO, hours(1), (Occasion.HOURS,), None),
        (LONG_AGO, CLOSE, (), None),
        (hours(23), hours(22), (), None),
        (hours(23), hours(2), (), Occasion.HOURS),
        (hours(1), hours(0.5), (), None),
        (hours(1), hours(1.5), (), None),
    ],
)
def test_which_reminder_is_due(
    opened: datetime, now: datetime, sent: tuple[Occasion, ...], due: Occasion | None
) -> None:
    assert occasion_due(opened, CLOSE, now, sent) is due


def test_by_hand_once_an_hour_and_never_in_silence() -> None:
    require_by_hand(Stage.VOTE, None, CLOSE)
    require_by_hand(Stage.VOTE, hours(1), CLOSE)
    with pytest.raises(RemindedJustNow):
        require_by_hand(Stage.VOTE, hours(0.9), CLOSE)
    with pytest.raises(NoReminderInSilence):
        require_by_hand(Stage.SILENCE, None, CLOSE)


def reminders() -> list[OutgoingMail]:
    return [mail for mail in OutgoingMail.objects.order_by("to") if "Reminder" in mail.subject]


def nearing(motion: Motion, left: timedelta) -> Motion:
    """Move a motion's times back, so that so much is left until its close."""
    back = motion.closes_at - database_now() - left
    Motion.objects.filter(pk=motion.pk).update(
        opens_at=motion.opens_at - back, closes_at=motion.closes_at - back
    )
    motion.refresh_from_db()
    return motion


@pytest.fixture
def long_motion(council: Council, motion_arguments: Callable[..., dict[str, Any]]) -> Motion:
    """Return an open motion that closes in three days."""
    return put_motion(**motion_arguments(closes_at=database_now() + timedelta(days=3)))


@pytest.mark.django_db
def test_the_sweeper_reminds_once_a_day_before_and_once_two_hours_before(
    council: Council, long_motion: Motion, say: Callable[..., Ballot]
) -> None:
    say(long_motion, 1, "reject", "No.", 1)
    assert remind_due() == 0
    nearing(long_motion, timedelta(hours=23))
    assert (remind_due(), remind_due()) == (1, 0)
    told = reminders()
    expected = sorted(person.email for seat in (0, 2) for person in council.people[seat])
    assert [mail.to for mail in told] == expected
    for mail in told:
        own = (
            "Ministry 0" if mail.to in {each.email for each in council.people[0]} else "Ministry 2"
        )
        others = {"Ministry 0", "Ministry 1", "Ministry 2"} - {own}
        for body in (mail.text, mail.html):
            assert own in body
            assert not any(other in body for other in others)
            assert "reject" not in body.lower()
    nearing(long_motion, timedelta(hours=1))
    assert (remind_due(), remind_due()) == (1, 0)
    assert len(reminders()) == 8
    assert list(Reminder.objects.values_list("occasion", flat=True)) == ["day", "hours"]
    nearing(long_motion, timedelta(seconds=-1))
    assert remind_due() == 0


@pytest.mark.django_db
def test_a_person_of_two_seats_gets_one_mail_that_names_both(
    review: Any, council: Council, motion_arguments: Callable[..., dict[str, Any]]
) -> None:
    from consult.council.actions import set_seat

    member = council.people[0][0]
    set_seat(
        actor=council.secretary,
        review=review,
        institution=council.seats[1].institution,
        position=1,
        weight=1,
        people=[council.people[1][0], member],
    )
    motion = put_motion(**motion_arguments())
    remind_seats(actor=council.secretary, motion_id=motion.pk)
    (mail,) = [each for each in reminders() if each.to == member.email]
    assert "Ministry 0; Ministry 1" in mail.text


@pytest.mark.django_db
def test_the_database_keeps_one_reminder_an_occasion(motion: Motion) -> None:
    Reminder.objects.create(motion=motion, occasion="by_hand", sent_at=database_now())
    Reminder.objects.create(motion=motion, occasion="by_hand", sent_at=database_now())
    Reminder.objects.create(motion=motion, occasion="day", sent_at=database_now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(motion=motion, occasion="day", sent_at=database_now())


@pytest.mark.django_db
def test_nobody_is_reminded_in_silence(council: Council, put_by: Callable[..., Motion]) -> None:
    silent = put_by("silence_72_hours")
    nearing(silent, timedelta(hours=1))
    assert remind_due() == 0
    assert remind_seats(actor=None, motion_id=silent.pk) is False
    with pytest.raises(NoReminderInSilence):
        remind_seats(actor=council.secretary, motion_id=silent.pk)


@pytest.mark.django_db
def test_an_objection_in_silence_is_no_vote_in_what_follows(
    council: Council, put_by: Callable[..., Motion], say: Callable[..., Ballot]
) -> None:
    rules = {"silence": {"broken_by": 1, "withdrawal_restores": False, "then": "vote"}}
    motion = put_by("silence_then_vote", rules=rules)
    say(motion, 0, "object")
    say(motion, 1, "approve")
    remind_seats(actor=council.secretary, motion_id=motion.pk)
    expected = sorted(person.email for seat in (0, 2) for person in council.people[seat])
    assert [mail.to for mail in reminders()] == expected


@pytest.mark.django_db
def test_the_secretary_reminds_by_a_button_and_waits(
    council: Council,
    motion: Motion,
    let_voting_end: Callable[[Motion], Motion],
    signed_in: Callable[[Any], Client],
) -> None:
    button = f"//form[@action='{motion_url(motion, 'remind')}']"
    member = council.people[0][0]
    assert words(signed_in(member).get(motion_url(motion)), button) == ""
    assert signed_in(member).post(motion_url(motion, "remind")).status_code == 404
    with pytest.raises(NotPermitted):
        remind_seats(actor=member, motion_id=motion.pk)

    client = signed_in(council.secretary)
    assert words(client.get(motion_url(motion)), button) == "Remind seats that have not voted"
    page = client.post(motion_url(motion, "remind"), follow=True)
    assert "Whoever has not voted is reminded by mail." in words(page, "//body")
    assert len(reminders()) == 6
    page = client.post(motion_url(motion, "remind"), follow=True)
    assert "A reminder was sent less than an hour ago." in words(page, "//body")
    assert len(reminders()) == 6

    let_voting_end(motion)
    with pytest.raises(RuleRefusal):
        remind_seats(actor=council.secretary, motion_id=motion.pk)


@pytest.mark.django_db
def test_a_seat_that_votes_is_reminded_no_more(council: Council, motion: Motion) -> None:
    for place, seat in enumerate(council.seats):
        cast_ballot(
            actor=council.people[place][0],
            motion_id=motion.pk,
            seat_id=seat.pk,
            choice="abstain",
            reason="",
            key=uuid.uuid4(),
        )
    assert remind_seats(actor=council.secretary, motion_id=motion.pk)
    assert reminders() == []
