"""What the database itself refuses, by raw SQL: on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from consult.accounts.rules.roles import Role
from consult.comments.models import Comment
from moderation.models import Appeal, Case, Decision, Rule
from moderation.rules.states import CaseState
from tests.comments.scene import case_of
from tests.moderation.test_appeals import appeal

pytestmark = pytest.mark.django_db


def execute(sql: str, /, **values: Any) -> None:
    """Run one statement, with values as this database stores them."""
    sqlite = connection.vendor == "sqlite"
    given = {
        name: value.hex if sqlite and isinstance(value, uuid.UUID) else value
        for name, value in values.items()
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, given)


def insert_decision(case: Case, moderator: Any, **changes: Any) -> None:
    """Insert the row of a decision as a shell at night would, past every action."""
    row = {
        "id": uuid.uuid4(),
        "case_id": case.pk,
        "number": case.decisions.count() + 1,
        "verdict": "reject",
        "effect": "withhold",
        "appeal_id": None,
        "rule_id": Rule.objects.get(code="R1").pk,
        "explanation": "“Fool” ridicules a person.",
        "statement": "{}",
        "moderator_id": moderator.pk,
        "outside_id": None,
        "moderator_key": moderator.pk,
        "moderator_organisation_id": moderator.organisation_id,
        "author_id": case.author_id,
        "organisation_id": case.organisation_id,
        "state_before": case.state,
        "undoes_id": None,
        "redacted": 0,
        "spans": "[]",
        "order_source": "",
        "decided_at": timezone.now(),
        "told_at": timezone.now(),
        **changes,
    }
    names = ", ".join(row)
    marks = ", ".join(f"%({name})s" for name in row)
    execute(f"INSERT INTO moderation_decision ({names}) VALUES ({marks})", **row)


def set_state(case: Case, state: str) -> None:
    """Move a case past every action."""
    sql = "UPDATE moderation_case SET state = %(state)s WHERE id = %(id)s"
    execute(sql, state=state, id=case.pk)


@pytest.fixture
def other(person: Any) -> Any:
    return person(Role.MODERATOR, name="Otto Other")


@pytest.fixture
def appealed(post: Any, judge: Any) -> Comment:
    comment: Comment = post("You fool.")
    judge(comment, "R1", "“Fool” ridicules a person.")
    appeal(comment)
    return comment


def test_a_whole_row_is_taken(post: Any, moderator: Any) -> None:
    case = case_of(post())
    insert_decision(case, moderator)
    set_state(case, "rejected")
    assert Case.objects.get(pk=case.pk).decisions.get().rule.code == "R1"


@pytest.mark.parametrize(
    "changes",
    [
        {"rule_id": None},
        {"explanation": ""},
        {"verdict": "reject", "effect": "publish"},
        {"verdict": "approve", "effect": "withhold"},
        {"verdict": "uphold"},
        {"number": 2},
        {"author_id": None},
        {"organisation_id": uuid.uuid4()},
        {"moderator_key": uuid.uuid4()},
        {"moderator_id": None},
        {"moderator_organisation_id": uuid.uuid4()},
    ],
)
def test_no_decision_without_rule_reason_and_true_copies(
    post: Any, moderator: Any, changes: Any
) -> None:
    case = case_of(post())
    with pytest.raises(IntegrityError):
        insert_decision(case, moderator, **changes)
    assert Decision.objects.count() == 0


def test_reason_and_rule_are_not_taken_away_afterwards(post: Any, judge: Any) -> None:
    judge(post(), "R1", "“Fool” ridicules a person.")
    for change in ("explanation = ''", "rule_id = NULL", "effect = 'publish'", "number = 2"):
        with pytest.raises(IntegrityError):
            execute(f"UPDATE moderation_decision SET {change}")


def test_no_decision_on_own_text_or_own_organisation(
    post: Any, moderator: Any, other: Any, organisation: Any, participant: Any
) -> None:
    own = case_of(post(actor=moderator))
    with pytest.raises(IntegrityError):
        insert_decision(own, moderator)
    for someone in (participant, other):
        someone.organisation = organisation
        someone.save(update_fields=["organisation"])
    of_organisation = case_of(post())
    with pytest.raises(IntegrityError):
        insert_decision(of_organisation, other)
    with pytest.raises(IntegrityError):
        insert_decision(of_organisation, other, moderator_organisation_id=None)
    for column in ("author_id", "organisation_id"):
        with pytest.raises(IntegrityError):
            execute(
                f"UPDATE moderation_case SET {column} = NULL WHERE id = %(id)s",
                id=(own if column == "author_id" else of_organisation).pk,
            )
    insert_decision(of_organisation, moderator)


def test_no_appeal_is_judged_by_who_took_part(
    appealed: Comment, moderator: Any, other: Any, judge: Any
) -> None:
    case, lodged = case_of(appealed), Appeal.objects.get()
    on_appeal = {
        "verdict": "overturn",
        "effect": "publish",
        "rule_id": None,
        "appeal_id": lodged.pk,
    }
    for changes in (
        on_appeal,
        {**on_appeal, "verdict": "uphold", "effect": "withhold", "rule_id": None},
        {**on_appeal, "appeal_id": None},
        {"verdict": "approve", "effect": "publish", "rule_id": None},
    ):
        with pytest.raises(IntegrityError):
            insert_decision(case, moderator, **changes)
    # Not even once the account's link has been erased, since its key stays.
    Decision.objects.update(moderator=None)
    with pytest.raises(IntegrityError):
        insert_decision(case, moderator, **on_appeal)
    with pytest.raises(IntegrityError):
        insert_decision(case, other, **{**on_appeal, "effect": "withhold", "rule_id": 1})
    insert_decision(case, other, **on_appeal)
    set_state(case, "overturned")


def test_an_appeal_cannot_be_withdrawn_moved_or_changed(appealed: Comment) -> None:
    case = case_of(appealed)
    for change in ("decision_number = 2", "appellant_id = NULL", "party = 'reporter'"):
        with pytest.raises(IntegrityError):
            execute(f"UPDATE moderation_appeal SET {change}")
    for state in set(CaseState) - {CaseState.APPEALED}:
        with pytest.raises(IntegrityError):
            set_state(case, state)


def test_no_case_is_decided_without_a_decision(post: Any) -> None:
    case = case_of(post())
    for state in ("approved", "rejected", "upheld", "overturned", "appealed", "reported"):
        with pytest.raises(IntegrityError):
            set_state(case, state)


def test_appeal_is_against_the_latest_decision_by_its_author(
    post: Any, judge: Any, moderator: Any
) -> None:
    case = case_of(post("You fool."))
    row = {
        "case": case,
        "decision_number": 1,
        "party": "author",
        "appellant_id": case.author_id,
        "text": "Why?",
        "filed_at": timezone.now(),
        "due_at": timezone.now(),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.create(**row)
    judge(Comment.objects.get(), "R1", "“Fool” ridicules a person.")
    for changes in ({"decision_number": 2}, {"appellant_id": moderator.pk}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.create(**{**row, **changes})
    Appeal.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.create(**row)
