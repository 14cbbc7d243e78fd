"""What the database holds of acts for safety, and what an alarm hides."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from consult.comments.models import Comment
from moderation.rules.reporting import SAFETY
from moderation.rules.safeguarding import Act, hides, is_hiding
from tests.comments.scene import case_of
from tests.moderation.test_held_by_database import execute
from tests.moderation.test_reports import report

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(post: Any, judge: Any) -> Comment:
    comment: Comment = post("The clerk saw it all.")
    judge(comment)
    return comment


def insert_safeguard(case: Any, **changes: Any) -> None:
    row = {
        "id": uuid.uuid4(),
        "case_id": case.pk,
        "number": case.safeguards.count() + 1,
        "act": "alert",
        "until": None,
        "report_id": None,
        "person_id": None,
        "person_key": None,
        "reason": "A reason.",
        "text_sha256": "0" * 64,
        "at": timezone.now(),
        **changes,
    }
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(f"%({name})s" for name in row)
    execute(f"INSERT INTO moderation_safeguard ({names}) VALUES ({marks})", **row)


@pytest.mark.parametrize(
    "changes",
    [
        {"act": "hide"},
        {"act": "lengthen", "until": timezone.now() + timedelta(days=90)},
        {"act": "clear"},
        {"act": "clear", "person_key": uuid.uuid4(), "reason": ""},
        {"act": "alert", "until": timezone.now() + timedelta(days=90)},
        {"number": 7},
    ],
)
def test_database_refuses_acts_without_end_reason_or_order(
    published: Comment, changes: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        insert_safeguard(case_of(published), **changes)
    insert_safeguard(case_of(published))


def test_database_keeps_acts_as_they_are(published: Comment) -> None:
    report(published, SAFETY)
    for sql in (
        "UPDATE moderation_safeguard SET act = 'clear'",
        "UPDATE moderation_safeguard SET until = NULL",
    ):
        with pytest.raises(IntegrityError):
            execute(sql)


@pytest.mark.parametrize(
    ("is_published", "is_hidden", "ended_hours_ago", "by_lead", "expected"),
    [
        (True, False, None, False, True),
        (False, False, None, True, False),
        (True, True, None, True, False),
        (True, False, 23, False, False),
        (True, False, 23, True, True),
        (True, False, 24, False, True),
    ],
)
def test_what_an_alarm_hides(
    is_published: bool, is_hidden: bool, ended_hours_ago: int | None, by_lead: bool, expected: bool
) -> None:
    now = timezone.now()
    ended = None if ended_hours_ago is None else now - timedelta(hours=ended_hours_ago)
    assert expected == hides(
        is_published=is_published,
        is_hidden=is_hidden,
        same_words_ended_at=ended,
        by_lead=by_lead,
        now=now,
    )


def test_hiding_ends_at_its_moment() -> None:
    now = timezone.now()
    assert is_hiding(Act.HIDE, now + timedelta(seconds=1), now)
    assert not is_hiding(Act.HIDE, now, now)
    assert not is_hiding(Act.CLEAR, None, now)
