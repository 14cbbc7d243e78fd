"""Leads are told of appeals that fall due and of cases beyond the promised time, once each."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from consult.accounts.rules.roles import Role
from consult.core.models import OutgoingMail
from consult.portal.management.commands.sweep import sweep
from moderation.actions import answer_measure, appeal_measure, watch_due
from moderation.models import Mandate, Safeguard, Said
from moderation.rules.reporting import SAFETY
from moderation.rules.safeguarding import HIDDEN_FOR
from moderation.selectors import watched_reviews
from tests.comments.scene import case_of
from tests.moderation.measured import refused, take
from tests.moderation.test_appeals import appeal
from tests.moderation.test_outside import named
from tests.moderation.test_reports import report

pytestmark = pytest.mark.django_db


def told(person: Any, begins: str) -> int:
    return OutgoingMail.objects.filter(to=person.email, subject__startswith=begins).count()


@pytest.fixture
def other(person: Any) -> Any:
    return person(Role.MODERATOR, name="Otto Other")


def test_leads_are_told_two_days_before_and_when_it_is_over(
    post: Any, judge: Any, other: Any, moderator: Any, review: Any
) -> None:
    comment = post("You fool.")
    judge(comment, "R1", "It ridicules.")
    made = appeal(comment)
    early = made.due_at - timedelta(days=2, seconds=1)
    assert watch_due(review=review, now=early) == 0
    for _again in range(2):
        watch_due(review=review, now=made.due_at - timedelta(days=2))
    assert (told(moderator, "An appeal falls due"), told(moderator, "An appeal is overdue")) == (
        1,
        0,
    )
    watch_due(review=review, now=made.due_at)
    assert told(moderator, "An appeal is overdue") == 0
    for days in (1, 2):
        watch_due(review=review, now=made.due_at + timedelta(days=days))
    assert told(moderator, "An appeal is overdue") == 1


def test_appeals_against_measures_are_watched_until_they_are_answered(
    post: Any, judge: Any, other: Any, moderator: Any, participant: Any, review: Any
) -> None:
    measure = take(moderator, case_of(refused(post, judge)))
    assert not watched_reviews().exists()
    made = appeal_measure(
        measure_id=measure.pk, actor=participant, text="I quoted.", key=uuid.uuid4()
    )
    assert list(watched_reviews()) == [review]
    assert watch_due(review=review, now=made.due_at - timedelta(days=2, seconds=1)) == 0
    soon, late = made.due_at - timedelta(days=2), made.due_at + timedelta(days=1)
    assert [watch_due(review=review, now=at) for at in (soon, soon, late, late)] == [1, 0, 1, 0]
    begins = ("An appeal against a measure falls due", "An appeal against a measure is overdue")
    assert [told(moderator, one) for one in begins] == [1, 1]
    mail = OutgoingMail.objects.filter(to=moderator.email).latest("created_at")
    assert "quoted" not in mail.text + mail.html
    answer_measure(
        actor=other, measure_id=measure.pk, verdict="uphold", explanation="No.", key=uuid.uuid4()
    )
    assert not watched_reviews().exists()
    assert watch_due(review=review, now=late + timedelta(days=9)) == 0


def test_overdue_cases_are_counted_once_a_day(post: Any, moderator: Any, review: Any) -> None:
    for number in range(3):
        post(f"Text {number}")
    opened = case_of(post("Another")).opened_at
    assert watch_due(review=review, now=opened + timedelta(days=2)) <= 1
    late = (opened + timedelta(days=4)).replace(hour=1)
    assert watch_due(review=review, now=late) == 1
    assert watch_due(review=review, now=late + timedelta(hours=22)) == 0
    assert watch_due(review=review, now=late + timedelta(days=1)) == 1
    mail = OutgoingMail.objects.filter(to=moderator.email).latest("created_at")
    assert mail.subject == "4 cases are overdue"
    assert "Text" not in mail.text


def test_appeal_that_becomes_stuck_goes_outside(
    post: Any, judge: Any, other: Any, moderator: Any, review: Any
) -> None:
    comment = post("You fool.")
    judge(comment, "R1", "It ridicules.")
    named(moderator, review)
    appeal(comment)
    assert not Mandate.objects.exists()
    other.is_active = False
    other.save()
    watch_due(review=review)
    assert Mandate.objects.count() == 1


def test_sweep_notes_the_end_of_a_hiding_whose_task_was_lost(post: Any, judge: Any) -> None:
    comment = post("The clerk saw it.")
    judge(comment)
    report(comment, SAFETY, now=timezone.now() - HIDDEN_FOR - timedelta(minutes=2))
    assert sweep().told == 1
    assert Safeguard.objects.order_by("-number")[0].act == "lapse"
    assert sweep().told == 0


def test_queue_of_appeals_shows_them_by_their_date(
    post: Any, judge: Any, moderator: Any, signed_in: Any
) -> None:
    later, sooner = post("You fool."), post("You too.")
    for comment, days in ((later, 0), (sooner, 3)):
        at = timezone.now() - timedelta(days=days)
        judge(comment, "R1", "It ridicules.", now=at)
        appeal(comment, now=at)
    page = signed_in(moderator).get("/en/moderation/vnr-2026/?state=appealed").content.decode()
    listed = page[page.index("Appeals by their date") :]
    assert listed.index(sooner.number) < listed.index(later.number)


def test_database_keeps_a_reminder_once(review: Any) -> None:
    kept = {"review": review, "kind": "appeal_soon", "subject": "x"}
    Said.objects.create(**kept)
    with pytest.raises(IntegrityError):
        Said.objects.create(**kept)
