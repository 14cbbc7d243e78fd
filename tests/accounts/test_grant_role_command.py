"""`manage.py grant_role`."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from consult.accounts.models import Grant
from consult.accounts.rules.roles import Role
from consult.core.models import Entry
from consult.reviews.models import Review

pytestmark = pytest.mark.django_db


def run(actor: Any, email: str, role: str = "editor", review: str = "vnr-2026") -> str:
    out = io.StringIO()
    call_command("grant_role", email, role, "--review", review, "--as", actor.email, stdout=out)
    return out.getvalue()


def test_a_role_is_granted_once_and_journalled(
    review: Review, administrator: Any, person: Any
) -> None:
    user = person(email="eda@consult.example")
    size = Entry.objects.count()

    assert run(administrator, " Eda@Consult.example") == (
        "eda@consult.example now has the role: editor in “vnr-2026”.\n"
    )
    assert run(administrator, user.email) == (
        "eda@consult.example has the role already: editor in “vnr-2026”.\n"
    )

    grant = Grant.objects.get(user=user)
    assert (grant.review, grant.role, grant.granted_by) == (review, "editor", administrator)
    (entry,) = Entry.objects.order_by("pk")[size:]
    leaf = json.loads(bytes(entry.leaf))
    assert (leaf["event"], leaf["actor"], leaf["subject"], leaf["data"]) == (
        "role.granted.v1",
        administrator.reference,
        user.reference,
        {"role": "editor", "person": user.reference},
    )


def test_an_unknown_role_names_those_there_are(
    review: Review, administrator: Any, person: Any
) -> None:
    with pytest.raises(CommandError) as refused:
        run(administrator, person().email, role="boss")

    first, *others = str(refused.value).splitlines()
    assert first == "There is no role “boss”. The roles are:"
    assert [line.strip().partition(":")[0] for line in others] == [str(role) for role in Role]
    assert "  moderator: decides about comments by the code of conduct" in others
    assert not Grant.objects.exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"email": "no@consult.example"}, "^Nobody has an account with the address no@consult"),
        ({"review": "other"}, r"^There is no review “other” \(there are: vnr-2026\)\.$"),
    ],
)
def test_mistakes_are_explained_and_nothing_stored(
    review: Review, administrator: Any, person: Any, changed: dict[str, str], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(administrator, **({"email": person().email} | changed))

    assert not Grant.objects.exists()


@pytest.mark.parametrize(
    ("role", "second_factor", "sentence"),
    [
        (Role.EDITOR, True, "^Your role in this review does not allow this"),
        (Role.ADMINISTRATOR, False, "^Your role needs a second factor"),
    ],
)
def test_only_an_administrator_with_a_second_factor_may(
    review: Review, person: Any, role: Role, second_factor: bool, sentence: str
) -> None:
    actor, user = person(role, second_factor=second_factor), person()

    with pytest.raises(CommandError, match=sentence):
        run(actor, user.email)

    assert not Grant.objects.filter(user=user).exists()
