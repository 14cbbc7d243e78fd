"""Public numbers without gaps."""

from __future__ import annotations

from typing import Any

import pytest

from consult.core.models import Sequence
from consult.core.numbers import next_number
from consult.core.transactions import OutsideCommand, command
from tests.core.together import at_once, drop_the_lock

give = command(next_number)


@command
def give_and_fail(name: str) -> None:
    next_number(name)
    raise ValueError("not given out")


@pytest.mark.django_db(transaction=True)
def test_each_name_counts_from_one() -> None:
    assert [give("VNR26"), give("VNR26"), give("VNR30"), give("VNR26")] == [1, 2, 1, 3]


@pytest.mark.django_db(transaction=True)
def test_a_number_that_was_not_used_is_given_back() -> None:
    assert give("VNR26") == 1
    with pytest.raises(ValueError, match="not given out"):
        give_and_fail("VNR26")
    assert give("VNR26") == 2


@pytest.mark.django_db
def test_no_number_outside_a_command() -> None:
    with pytest.raises(OutsideCommand):
        next_number("VNR26")
    assert not Sequence.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_get_twenty_numbers() -> None:
    numbers, errors = at_once(lambda _number: give("VNR26"))
    assert errors == []
    assert sorted(numbers) == list(range(1, 21))
    assert Sequence.objects.get().last == 20


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_they_do_not(monkeypatch: Any) -> None:
    give("VNR26")
    drop_the_lock(monkeypatch)
    numbers, errors = at_once(lambda _number: give("VNR26"))
    assert errors or len(set(numbers)) < len(numbers)
