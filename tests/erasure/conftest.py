"""Somebody with an unmistakable name says something unmistakable, and everything hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from consult.accounts.models import User
    from tests.conftest import MakePerson

PHRASE = "zwrqxylophon"
NAME = "Quillibrand"
ADDRESS = "quillibrand@wherefore.example"


@pytest.fixture
def author(person: MakePerson, organisation: Any) -> User:
    """Return somebody with an account, an organisation and no role."""
    made = person(name=f"{NAME} Xanthou", email=ADDRESS)
    made.organisation = organisation
    made.save()
    return made
