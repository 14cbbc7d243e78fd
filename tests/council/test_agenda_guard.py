"""The database lets nobody remove an item that a session dealt with, minuted or voted on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from consult.core.immutable import SQLITE_SWITCH
from consult.council.actions import change_item, write_minutes
from consult.council.models import AgendaItem, ItemMinutes, Motion, Sitting
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db

Move = Callable[..., None]


@pytest.fixture
def sitting(announce: Callable[..., Sitting]) -> Sitting:
    """Return a session of four items, before a database that guards them as in production."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{SQLITE_SWITCH}"')
    return announce("One", "Two", "Three", "Four")


def row(sitting: Sitting, position: int) -> QuerySet[AgendaItem]:
    return AgendaItem.objects.filter(sitting=sitting, position=position)


def delete(rows: QuerySet[AgendaItem]) -> None:
    """Delete past what Django itself would refuse, and look at what refers to the rows."""
    with transaction.atomic():
        rows._raw_delete("default")
        connection.check_constraints()


def test_what_was_dealt_with_minuted_or_voted_on_stays(
    council: Council, sitting: Sitting, motion: Motion, move: Move
) -> None:
    two, three = row(sitting, 2).get(), row(sitting, 3).get()
    change_item(
        actor=council.secretary,
        sitting_id=sitting.pk,
        item_id=two.pk,
        was="Two",
        title="Two",
        motion=motion,
    )
    write_minutes(
        actor=council.secretary, sitting_id=sitting.pk, item_id=three.pk, text="Noted.", seen=0
    )
    move(sitting, "start")
    for position in (1, 2, 3):
        with pytest.raises(IntegrityError, match="stays on the agenda"):
            delete(row(sitting, position))
    assert sitting.items.count() == 4
    assert ItemMinutes.objects.count() == 1
    delete(row(sitting, 4))
    assert sitting.items.count() == 3


def test_nothing_is_removed_once_the_session_has_ended(sitting: Sitting, move: Move) -> None:
    move(sitting, "start", "end")
    with pytest.raises(IntegrityError, match="stays on the agenda"):
        delete(row(sitting, 4))


def test_an_item_never_goes_to_another_session(
    sitting: Sitting, announce: Callable[..., Sitting]
) -> None:
    other = announce("Only")
    with pytest.raises(IntegrityError), transaction.atomic():
        row(sitting, 4).update(sitting=other)
