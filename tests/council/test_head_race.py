"""Signed heads that are cosigned at the same moment, by two observers and twice by one.

On PostgreSQL the controls drop the row locks, on SQLite transactions begin deferred.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.core.models import Entry, Log
from consult.council.actions import cosign_head
from consult.council.models import Cosignature, Motion
from consult.ledger.bundle import parse_bundle
from consult.ledger.canonical import parse_canonical
from consult.reporting.exports import ledger_bundle
from consult.reviews.models import Review
from consult.verify.log import read_entries
from consult.verify.tree import check_cosigned
from tests.council.races import lost, meeting

pytestmark = pytest.mark.django_db(transaction=True)

LOOK = "consult.council.actions.cosign_head.prove_consistency"
Cosigning = Callable[[Any], Callable[[], Cosignature]]


@pytest.fixture
def cosigning(review: Review, motion: Motion) -> Cosigning:
    """Return a maker of jobs in which an observer cosigns the head of the log as it is now."""
    head = Log.objects.get(pk=review.log_id).head

    def job(observer: Any) -> Callable[[], Cosignature]:
        actor = User.objects.get(pk=observer.pk)
        return lambda: cosign_head(actor=actor, review=review, head=head)

    return job


@pytest.fixture
def observers(person: Any) -> list[Any]:
    return [person(Role.OBSERVER, name=f"Observer {number}") for number in range(2)]


def cosigned() -> list[str]:
    """Return who cosigned according to the ledger, and see that the table says the same."""
    found = Entry.objects.filter(event="head.cosigned.v1").values_list("subject", flat=True)
    kept = [each.observer.reference for each in Cosignature.objects.select_related("observer")]
    assert sorted(found) == sorted(kept)
    return sorted(found)


def test_two_observers_at_once_both_stand_in_the_ledger(
    observers: list[Any], cosigning: Cosigning, review: Review
) -> None:
    results, met = meeting(LOOK, *(cosigning(each) for each in observers))
    assert [type(result) for result in results] == [Cosignature, Cosignature]
    assert cosigned() == sorted(each.reference for each in observers)
    assert not met
    bundle = parse_bundle(parse_canonical(ledger_bundle(review)))
    entries, troubles = read_entries(bundle)
    assert ([*check_cosigned(entries)], troubles) == ([], [])


def test_one_observer_twice_at_once_stands_there_once(
    observers: list[Any], cosigning: Cosigning
) -> None:
    results, met = meeting(LOOK, cosigning(observers[0]), cosigning(observers[0]))
    assert [type(result) for result in results] == [Cosignature, Cosignature]
    assert cosigned() == [observers[0].reference]
    assert not met


@pytest.mark.usefixtures("without_row_locks")
def test_control_without_the_row_lock_of_two_observers_one_is_lost(
    observers: list[Any], cosigning: Cosigning
) -> None:
    results, met = meeting(LOOK, *(cosigning(each) for each in observers))
    assert met
    assert len(lost(results, IntegrityError)) == 1
    assert len(cosigned()) == 1


@pytest.mark.usefixtures("without_row_locks")
def test_control_without_the_row_lock_one_observer_meets_the_constraint_alone(
    observers: list[Any], cosigning: Cosigning
) -> None:
    """Both have looked and found nothing, so only the table lets the second see the first."""
    results, met = meeting(LOOK, cosigning(observers[0]), cosigning(observers[0]))
    assert met
    assert len({result.pk for result in results}) == 1
    assert cosigned() == [observers[0].reference]


@pytest.mark.parametrize("second", [0, 1])
@pytest.mark.usefixtures("deferred_transactions")
def test_control_with_deferred_transactions_one_is_lost(
    second: int, observers: list[Any], cosigning: Cosigning
) -> None:
    results, met = meeting(LOOK, cosigning(observers[0]), cosigning(observers[second]))
    assert met
    assert lost(results, OperationalError) == ["database is locked"]
    assert len(cosigned()) == 1
