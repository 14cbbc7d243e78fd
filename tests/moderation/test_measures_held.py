"""What the database itself holds of measures, by raw SQL on both databases."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from consult.accounts.rules.roles import Role
from moderation.models import Measure, MeasureAppeal
from tests.comments.scene import case_of
from tests.moderation.measured import refused, suspended, take
from tests.moderation.test_held_by_database import execute

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(person: Any) -> Any:
    return person(Role.MODERATOR, name="Otto Other")


def insert(table: str, row: dict[str, Any]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(f"%({name})s" for name in row)
    execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", **row)


def insert_measure(made: Measure, moderator: Any, **changes: Any) -> None:
    """Insert the row of a warning of the same person, past every action."""
    now = timezone.now()
    row = {
        "id": uuid.uuid4(),
        "review_id": made.review_id,
        "person_id": made.person_key,
        "person_key": made.person_key,
        "person_organisation_id": None,
        "number": Measure.objects.filter(person_key=made.person_key).count() + 1,
        "act": "take",
        "about_id": None,
        "kind": "warning",
        "rule_id": made.rule_id,
        "explanation": "A reason.",
        "statement": "{}",
        "days": None,
        "every_hours": None,
        "until": None,
        "moderator_id": moderator.pk,
        "moderator_key": moderator.pk,
        "moderator_organisation_id": None,
        "token_sha256": uuid.uuid4().hex * 2,
        "taken_at": now,
        "told_at": now,
        **changes,
    }
    insert("moderation_measure", row)


@pytest.fixture
def warning(post: Any, judge: Any, moderator: Any) -> Measure:
    return take(moderator, case_of(refused(post, judge)))


LATER = timezone.now() + timedelta(days=400)


@pytest.mark.parametrize(
    "changes",
    [
        {"rule_id": None},
        {"explanation": ""},
        {"number": 7},
        {"kind": "slower"},
        {"kind": "slower", "days": 7, "until": LATER},
        {"kind": "slower", "days": 7, "every_hours": 169, "until": LATER},
        {"kind": "suspension", "days": 7},
        {"kind": "suspension", "days": 91, "until": LATER},
        {"kind": "warning", "days": 7, "until": LATER},
        {"token_sha256": None},
        {"act": "ban", "token_sha256": None},
        {"act": "lift", "token_sha256": None},
        {"person_id": None},
        {"moderator_id": None},
        {"moderator_key": uuid.uuid4()},
        {"person_key": uuid.uuid4()},
        {"person_organisation_id": uuid.uuid4()},
        {"moderator_organisation_id": uuid.uuid4()},
        {"told_at": timezone.now() - timedelta(days=9)},
    ],
)
def test_no_measure_without_rule_reason_length_and_true_copies(
    warning: Measure, moderator: Any, changes: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        insert_measure(warning, moderator, **changes)
    insert_measure(warning, moderator)


def test_no_measure_on_oneself_or_the_own_organisation(
    warning: Measure, participant: Any, other: Any, organisation: Any
) -> None:
    with pytest.raises(IntegrityError):
        insert_measure(warning, participant)
    for one in (participant, other):
        one.organisation = organisation
        one.save(update_fields=["organisation"])
    of_one = {
        "person_organisation_id": organisation.pk,
        "moderator_organisation_id": organisation.pk,
    }
    for changes in (of_one, {}):
        with pytest.raises(IntegrityError):
            insert_measure(warning, other, **changes)


def test_no_suspension_without_a_warning_that_stands(
    warning: Measure, moderator: Any, other: Any, person: Any
) -> None:
    suspension = {"kind": "suspension", "days": 7, "until": timezone.now() + timedelta(days=7)}
    stranger = person()
    of_another = {"person_id": stranger.pk, "person_key": stranger.pk, "number": 1}
    with pytest.raises(IntegrityError):
        insert_measure(warning, moderator, **suspension, **of_another)
    insert_measure(warning, moderator, act="lift", about_id=warning.pk, token_sha256=None)
    with pytest.raises(IntegrityError):
        insert_measure(warning, moderator, **suspension)
    insert_measure(warning, moderator)
    insert_measure(warning, moderator, **suspension)


def test_appeal_is_judged_once_by_who_took_no_part(
    warning: Measure, moderator: Any, other: Any, person: Any
) -> None:
    answer = {"act": "uphold", "about_id": warning.pk, "token_sha256": None}
    with pytest.raises(IntegrityError):
        insert_measure(warning, other, **answer)
    now = timezone.now()
    row = {"measure_id": warning.pk, "text": "Why?", "filed_at": now, "due_at": now}
    insert("moderation_measureappeal", {"id": uuid.uuid4(), **row})
    with pytest.raises(IntegrityError):
        insert("moderation_measureappeal", {"id": uuid.uuid4(), **row})
    with pytest.raises(IntegrityError):
        insert_measure(warning, moderator, **answer)
    # Not even once the account's link has been erased, since its key stays.
    Measure.objects.update(moderator=None)
    with pytest.raises(IntegrityError):
        insert_measure(warning, moderator, **answer)
    with pytest.raises(IntegrityError):
        insert_measure(warning, other, **{**answer, "kind": "slower"})
    insert_measure(warning, other, **answer)
    third = person(Role.MODERATOR, name="Tina Third")
    for act in ("uphold", "overturn"):
        with pytest.raises(IntegrityError):
            insert_measure(warning, third, **{**answer, "act": act})
    insert_measure(warning, third, **{**answer, "act": "lift"})
    with pytest.raises(IntegrityError):
        insert_measure(warning, third, **{**answer, "act": "lift"})


def test_a_measure_rests_on_refusals_of_that_person(
    warning: Measure, post: Any, judge: Any, person: Any
) -> None:
    foreign = judge(post("You fool.", actor=person()), "R1", "Why.")
    published = judge(post("A calm text."))
    own = judge(post("You fool."), "R1", "Why.")
    for decision in (foreign, published):
        with pytest.raises(IntegrityError):
            insert(
                "moderation_measureground",
                {"measure_id": warning.pk, "decision_id": decision.pk},
            )
    insert("moderation_measureground", {"measure_id": warning.pk, "decision_id": own.pk})


def test_measures_and_appeals_are_never_changed(post: Any, judge: Any, moderator: Any) -> None:
    made = suspended(moderator, post, judge)
    now = timezone.now()
    MeasureAppeal.objects.create(measure=made, text="Why?", filed_at=now, due_at=now)
    for sql in (
        "UPDATE moderation_measure SET until = NULL",
        "UPDATE moderation_measure SET kind = 'warning'",
        "UPDATE moderation_measure SET explanation = ''",
        "UPDATE moderation_measureground SET decision_id = measure_id",
        "UPDATE moderation_measureappeal SET due_at = filed_at",
    ):
        with pytest.raises(IntegrityError):
            execute(sql)
