"""The world that the table of routes is tried on: a visitor of each kind and something to visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from consult.accounts.rules.roles import Role
from tests.architecture.routes import ANONYMOUS, OTHER_STAFF


@dataclass(frozen=True)
class World:
    """Who comes, and the words that addresses are filled with, by the name a row uses."""

    visitors: Mapping[str, Any]
    words: Mapping[str, Any]


@pytest.fixture
def world(administrator: Any, review: Any, person: Any) -> World:
    """Return a review with one person for each role, and staff of another review."""
    from consult.accounts.actions import grant_role
    from consult.reviews.actions import open_review

    other = open_review(
        actor=administrator,
        slug="elsewhere-2026",
        number_prefix="ELSE26",
        timezone="UTC",
        languages=["en"],
        title={"en": "Elsewhere 2026"},
        country={"en": "Elsewhere"},
        summary={"en": "Another country's review."},
    )
    stranger = person(name="Staff of another review")
    for role in Role:
        grant_role(actor=administrator, review=other, user=stranger, role=role)
    visitors = {str(role): person(role, name=f"The {role}") for role in Role}
    return World(
        visitors={ANONYMOUS: None, OTHER_STAFF: stranger, **visitors},
        words={"review": review.slug, "pk": 1},
    )
