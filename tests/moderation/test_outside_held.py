"""What the database holds of decisions from outside, by raw SQL on both databases."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from consult.comments.models import Comment
from moderation.models import Adjudicator, Mandate
from tests.comments.scene import case_of
from tests.moderation.test_appeals import appeal
from tests.moderation.test_held_by_database import execute, insert_decision
from tests.moderation.test_outside import named, outside, refused

__all__ = ["outside", "refused"]

pytestmark = pytest.mark.django_db


def test_database_holds_who_decides_from_outside(
    refused: Comment, outside: Adjudicator, moderator: Any, review: Any
) -> None:
    made = appeal(refused)
    case, mandate = case_of(refused), Mandate.objects.get()
    stranger = named(moderator, review, name="Stella Stranger", email="stella@example.org")
    good = {
        "verdict": "uphold",
        "appeal_id": made.pk,
        "outside_id": outside.pk,
        "moderator_id": None,
        "moderator_key": outside.pk,
        "moderator_organisation_id": None,
    }
    for changes in (
        {"moderator_id": moderator.pk},
        {"moderator_key": moderator.pk},
        {"outside_id": None},
        {"outside_id": stranger.pk, "moderator_key": stranger.pk},
        {"moderator_organisation_id": uuid.uuid4()},
        {"explanation": ""},
        {"decided_at": mandate.expires_at, "told_at": mandate.expires_at},
        {"verdict": "reject", "appeal_id": None},
    ):
        with pytest.raises(IntegrityError):
            insert_decision(case, moderator, **{**good, **changes})
    execute("UPDATE moderation_mandate SET revoked_at = %(at)s", at=timezone.now())
    with pytest.raises(IntegrityError):
        insert_decision(case, moderator, **good)


def test_database_takes_a_decision_from_outside_and_keeps_it(
    refused: Comment, outside: Adjudicator, moderator: Any
) -> None:
    made = appeal(refused)
    insert_decision(
        case_of(refused),
        moderator,
        verdict="uphold",
        appeal_id=made.pk,
        outside_id=outside.pk,
        moderator_id=None,
        moderator_key=outside.pk,
        moderator_organisation_id=None,
    )
    for sql in (
        "UPDATE moderation_decision SET outside_id = NULL",
        "UPDATE moderation_mandate SET expires_at = '2099-01-01'",
    ):
        with pytest.raises(IntegrityError):
            execute(sql)
