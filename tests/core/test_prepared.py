"""Queries that are written once find what Django's own would."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db.models import BigIntegerField, CharField, DateTimeField, UUIDField
from django.utils.timezone import now

from consult.accounts.models import Grant, User
from consult.accounts.rules.roles import Role
from consult.core.models import RequestKey
from consult.core.prepared import Given, Prepared
from tests.core.together import at_once


def keys(number: int) -> list[RequestKey]:
    return [
        RequestKey.objects.create(scope=f"s{place}", key=uuid.uuid4(), fingerprint="", result="r")
        for place in range(number)
    ]


@pytest.mark.django_db
def test_instances_are_those_of_the_query_with_their_relations_and_deferred_fields(
    person: Any, review: Any
) -> None:
    people = [person(Role.EDITOR), person(Role.MODERATOR)]

    def grants() -> Any:
        return Grant.objects.select_related("user").only("role", "user__name")

    prepared = Prepared(
        lambda: grants().filter(
            user=Given("user", UUIDField()), review=Given("review", UUIDField())
        )
    )
    for each in people:
        (wanted,) = grants().filter(user=each, review=review)
        found_rows = prepared(user=each.pk, review=review.pk)
        assert found_rows == [wanted]
        (found,) = found_rows
        assert found.get_deferred_fields() == wanted.get_deferred_fields() != set()
        assert found.user.name == each.name
        assert (found._state.adding, found._state.db) == (False, "default")
    assert prepared(user=uuid.uuid4(), review=review.pk) == []


@pytest.mark.django_db
def test_a_query_is_written_once_and_costs_one_question_each_time(
    django_assert_num_queries: Any,
) -> None:
    written = []

    def make() -> Any:
        written.append(1)
        return RequestKey.objects.filter(
            key=Given("key", UUIDField()), scope=Given("scope", CharField())
        )

    prepared = Prepared(make)
    for row in keys(3):
        with django_assert_num_queries(1):
            assert prepared(key=row.key, scope=row.scope) == [row]
    assert written == [1]


@pytest.mark.django_db
def test_values_come_as_the_field_takes_them_and_a_limit_stays() -> None:
    rows = keys(3)
    until = Prepared(
        lambda: RequestKey.objects.filter(
            used_at__lte=Given("moment", DateTimeField()), pk__gt=Given("after", BigIntegerField())
        ).order_by("pk")[:2]
    )
    assert until(moment=now(), after=0) == rows[:2]
    assert until(moment=now(), after=str(rows[0].pk)) == rows[1:]
    assert until(moment=rows[0].used_at, after=rows[0].pk) == []


@pytest.mark.django_db
def test_a_gap_without_a_value_is_refused_and_no_value_is_equal_to_null() -> None:
    prepared = Prepared(lambda: User.objects.filter(pk=Given("key", UUIDField())))
    with pytest.raises(KeyError, match="key"):
        prepared(other=uuid.uuid4())
    assert prepared(key=None) == []


@pytest.mark.django_db(transaction=True)
def test_threads_get_their_own_answers() -> None:
    rows = keys(8)
    prepared = Prepared(lambda: RequestKey.objects.filter(scope=Given("scope", CharField())))

    def ask(row: RequestKey) -> bool:
        return all(prepared(scope=row.scope) == [row] for _time in range(50))

    results, errors = at_once(lambda number: ask(rows[number]), 8)
    assert (results, errors) == ([True] * 8, [])
