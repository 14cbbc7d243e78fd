"""«My account»: who the person is here and what still keeps a role from acting."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from consult.accounts.rules.role_names import ROLE_NAMES, ROLE_PURPOSES
from consult.accounts.rules.roles import Role
from tests.core.page import one, words

pytestmark = pytest.mark.django_db
ADDRESS = "/en/account/overview/"


def roles_shown(page: Any) -> list[str]:
    """Return the lines of the person's roles."""
    return [words(item) for item in page.xpath("//*[@aria-labelledby='roles']//ul/li//li")]


def test_every_role_has_a_name_and_a_purpose() -> None:
    assert set(ROLE_NAMES) == set(ROLE_PURPOSES) == set(Role)


def test_a_stranger_is_asked_to_sign_in(client: Any) -> None:
    assert client.get(ADDRESS)["Location"] == f"/en/account/login/?next={ADDRESS}"


def test_a_role_without_its_second_factor_is_marked(person: Any, signed_in: Any) -> None:
    user = person(Role.MODERATOR, Role.PARTICIPANT, second_factor=False)

    page = html.document_fromstring(signed_in(user).get(ADDRESS).content)

    assert roles_shown(page) == [
        "Participant: takes part in the consultation",
        "Moderator: decides about comments by the code of conduct Needs a second factor",
    ]
    assert "Not set up" in words(one(page, "//*[@aria-labelledby='factor']"))
    assert one(page, "//a[@href='/en/account/2fa/'][contains(., 'Set up')]") is not None


def test_with_a_second_factor_every_role_acts(person: Any, signed_in: Any) -> None:
    user = person(Role.MODERATOR, Role.PARTICIPANT)

    page = html.document_fromstring(signed_in(user).get(ADDRESS).content)

    assert roles_shown(page) == [
        "Moderator: decides about comments by the code of conduct",
        "Participant: takes part in the consultation",
    ]
    assert page.xpath("//*[contains(@class, 'notice-warning')]") == []


def test_a_person_without_a_role_reads_what_everybody_may_do(person: Any, signed_in: Any) -> None:
    page = html.document_fromstring(signed_in(person(name="<Elsa>")).get(ADDRESS).content)

    assert words(one(page, "//h1")) == "My account"
    assert words(page.xpath("//dl/dd")[0]) == "<Elsa>"
    assert words(one(page, "//*[@aria-labelledby='roles']/p")) == (
        "You hold no role in a review. You can read and comment on every open draft."
    )
