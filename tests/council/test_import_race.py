"""Two people bring the same council in at the same moment.

On PostgreSQL the control drops the lock of the review, on SQLite transactions begin deferred.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, OperationalError

from consult.accounts.models import User
from consult.core.models import Entry
from consult.council.actions import import_seats
from consult.council.actions.import_seats import PlanOvertaken
from consult.council.models import Institution, Seat, SeatPerson
from consult.council.selectors.import_plan import ImportPlan
from consult.reviews.models import Review
from tests.council.races import lost, meeting
from tests.council.test_import_seats import CULTURE, HEADER, HEALTH, LANGUAGES, ROWS, seen
from tests.council.unlocked import unlocked

pytestmark = pytest.mark.django_db(transaction=True)

LOOK = "consult.council.actions.import_seats.import_plan"
Bring = Callable[..., Callable[[], ImportPlan]]


@pytest.fixture
def bring(review: Review, administrator: User) -> Bring:
    """Return a maker of jobs in which somebody imports rows whose plan was shown before."""

    def job(rows: list[list[str]] = ROWS) -> Callable[[], ImportPlan]:
        actor = User.objects.get(pk=administrator.pk)
        shown = seen(administrator, review, rows)
        return lambda: import_seats(
            actor=actor, review=review, rows=rows, languages=LANGUAGES, seen=shown
        )

    return job


def written() -> tuple[int, int, int, int, int]:
    """Count institutions, seats, people on them, entries about seats, and entries of imports."""
    entries = Entry.objects.filter(event__startswith="council.")
    return (
        Institution.objects.count(),
        Seat.objects.count(),
        SeatPerson.objects.count(),
        entries.filter(event="council.seat_set.v1").count(),
        entries.filter(event="council.seats_imported.v1").count(),
    )


def test_the_same_rows_twice_at_once_are_written_once(bring: Bring) -> None:
    results, met = meeting(LOOK, bring(), bring())
    assert [type(result) for result in results] == [ImportPlan, ImportPlan]
    assert sorted(result.changes_anything for result in results) == [False, True]
    assert written() == (2, 2, 3, 2, 1)
    assert not met


def test_of_two_different_imports_at_once_the_second_is_shown_anew(bring: Bring) -> None:
    """Each was shown what it would change in an empty council, and both name one seat."""
    heavier = [*HEALTH[:4], "7", *HEALTH[5:]]
    results, met = meeting(LOOK, bring([HEADER, HEALTH]), bring([HEADER, heavier, CULTURE]))
    assert sorted(type(result).__name__ for result in results) == [
        ImportPlan.__name__,
        PlanOvertaken.__name__,
    ]
    assert written()[4] == 1
    assert not met


@pytest.mark.usefixtures("on_postgresql")
def test_control_without_the_lock_of_the_review_one_import_fails_in_the_middle(
    bring: Bring,
) -> None:
    with unlocked("Review"):
        results, met = meeting(LOOK, bring(), bring())
    assert met
    (said,) = lost(results, IntegrityError)
    assert "unique" in said
    assert written() == (2, 2, 3, 2, 1)


@pytest.mark.usefixtures("deferred_transactions")
def test_control_with_deferred_transactions_one_import_is_lost(bring: Bring) -> None:
    results, met = meeting(LOOK, bring(), bring())
    assert met
    assert lost(results, OperationalError) == ["database is locked"]
