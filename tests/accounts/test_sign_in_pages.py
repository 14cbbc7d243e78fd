"""allauth's pages wear our frame, name every field and obey the policy."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from tests.core.page import one, words

pytestmark = pytest.mark.django_db

OPEN_PAGES = ["login/", "signup/", "login/code/", "password/reset/"]
OWN_PAGES = ["email/", "password/set/", "logout/", "2fa/"]


def page_at(client: Any, path: str) -> Any:
    """Return one of allauth's pages, parsed."""
    answer = client.get(f"/en/account/{path}")
    assert answer.status_code == 200, answer.get("Location")
    return html.document_fromstring(answer.content)


def unnamed_fields(page: Any) -> list[str]:
    """Return the visible fields of the page's forms that no label names."""
    named = set(page.xpath("//main//label/@for"))
    fields = page.xpath("//main//input[not(@type='hidden')]|//main//textarea|//main//select")
    return [field.get("name") for field in fields if field.get("id") not in named]


def scripts_without_nonce(page: Any) -> list[str]:
    """Return the sources of scripts that the policy would have to let in by their origin."""
    scripts = page.xpath("//script[not(@type='application/json')][not(@nonce)]")
    return [script.get("src") or script.text for script in scripts]


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_a_page_for_strangers_has_one_heading_and_names_every_field(client: Any, path: str) -> None:
    page = page_at(client, path)

    assert words(one(page, "//h1")) != ""
    assert unnamed_fields(page) == []
    assert scripts_without_nonce(page) == []


@pytest.mark.parametrize("path", OWN_PAGES)
def test_a_page_of_ones_own_leads_back_to_my_account(
    person: Any, signed_in: Any, path: str
) -> None:
    page = page_at(signed_in(person(second_factor=False)), path)

    assert words(one(page, "//h1")) != ""
    assert unnamed_fields(page) == []
    assert scripts_without_nonce(page) == []
    back = one(page, "//nav[contains(@class, 'breadcrumb')]//a")
    assert (back.get("href"), words(back)) == ("/en/account/overview/", "My account")


def test_a_refused_sign_in_is_summed_up_and_keeps_the_address(client: Any) -> None:
    typed = {"login": "nobody@consult.example", "password": "not the password"}
    answer = client.post("/en/account/login/", typed)
    page = html.document_fromstring(answer.content)

    assert one(page, "//title").text.startswith("Error: ")
    assert "not correct" in words(one(page, "//*[@data-error-summary]"))
    assert one(page, "//input[@name='login']").get("value") == "nobody@consult.example"
    assert one(page, "//input[@name='password']").get("value") is None
