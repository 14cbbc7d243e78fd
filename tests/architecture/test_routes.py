"""Every address is tried as every kind of visitor, and answers what the table says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.conftest import World
from tests.architecture.routes import ROUTES, VISITORS, Route


def names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """Yield the full name of each address; one without a name by its pattern."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name or pattern.pattern}"


def test_every_address_stands_in_the_table() -> None:
    routed = set(names(get_resolver().url_patterns))
    assert sorted(routed - ROUTES.keys()) == [], "These addresses have no row in routes.py."
    assert sorted(ROUTES.keys() - routed) == [], "These rows in routes.py have no address."


def status(client: Client, name: str, route: Route, world: World) -> int:
    """Return what the address answers, and undo whatever the request did."""
    filled = {key: world.words[word] for key, word in route.filled.items()}
    sent = {key: world.words[word] for key, word in route.sent.items()}
    undone = transaction.atomic()
    # A command may open its transaction in this block, as it may in a test case's own.
    undone._from_testcase = True
    with undone:
        answer = getattr(client, route.method)(reverse(name, kwargs=filled), sent)
        transaction.set_rollback(True)
    return int(answer.status_code)


def room_of(name: str) -> str:
    """Return the room that an address belongs to; allauth's and Django's have none."""
    return name.rpartition(":")[0] or "library"


@pytest.mark.django_db
@pytest.mark.parametrize("room", sorted({room_of(name) for name in ROUTES}))
def test_the_addresses_of_a_room_answer_each_visitor_as_the_table_says(
    room: str, world: World, signed_in: Any
) -> None:
    wrong = []
    for name, route in ROUTES.items():
        if room_of(name) != room:
            continue
        for visitor in VISITORS:
            user = world.visitors[visitor]
            client = signed_in(user) if user else Client()
            found, expected = status(client, name, route, world), route.expected[visitor]
            if found != expected:
                wrong.append(f"{name} answers {visitor} {found}, not {expected}")
    assert wrong == []
