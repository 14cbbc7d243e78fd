"""The frame of every page, and the pages of refusal."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import translation
from lxml import html

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from tests.core.page import one, rendered, words

pytestmark = pytest.mark.django_db

# The most that a page without text of its own may weigh on first load.
BUDGET = 30 * 1024
NOWHERE = "no/such/page/at/all/"


def get(client: Client, address: str) -> Any:
    """Return the parsed page at an address."""
    return html.document_fromstring(client.get(address).content)


def test_a_page_has_landmarks_one_heading_and_a_way_past_the_banner(client: Client) -> None:
    page = get(client, "/en/account/login/")

    assert [len(page.xpath(f"/html/body/{tag}")) for tag in ("header", "main", "footer")] == [1] * 3
    assert words(one(page, "//h1")) != ""
    skip = page.xpath("/html/body/*")[0]
    assert words(skip) == "Skip to the content"
    assert one(page, f"//main[@id='{skip.get('href')[1:]}']") is not None


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("ka", "ltr")])
def test_a_page_states_its_language_and_direction(
    client: Client, language: str, direction: str
) -> None:
    page = get(client, f"/{language}/account/login/")

    assert (page.get("lang"), page.get("dir")) == (language, direction)


def test_the_four_languages_are_named_in_themselves(client: Client) -> None:
    page = get(client, "/fr/account/login/")

    buttons = page.xpath("//form[contains(@class, 'languages')]//button")
    assert [
        (button.get("value"), button.get("lang"), button.get("dir"), words(button))
        for button in buttons
    ] == [
        ("en", "en", "ltr", "English"),
        ("fr", "fr", "ltr", "Français"),
        ("ar", "ar", "rtl", "العربية"),
        ("ka", "ka", "ltr", "ქართული"),
    ]
    current = [button.get("value") for button in buttons if button.get("aria-current")]
    assert current == ["fr"]


def test_choosing_a_language_keeps_the_page_and_its_query(client: Client) -> None:
    page = get(client, "/en/account/login/?next=/en/&x=1")
    kept = one(page, "//form[contains(@class, 'languages')]//input[@name='next']").get("value")

    answer = client.post(reverse("set_language"), {"language": "ar", "next": kept})

    assert answer["Location"] == "/ar/account/login/?next=/en/&x=1"
    assert answer.cookies["django_language"].value == "ar"


def test_every_script_carries_the_nonce_of_the_policy(client: Client) -> None:
    answer = client.get("/en/account/login/")
    page = html.document_fromstring(answer.content)

    run = [script for script in page.xpath("//script") if script.get("type") != "application/json"]
    nonces = {script.get("nonce") for script in run}
    assert len(nonces) == 1
    assert f"'nonce-{nonces.pop()}'" in answer["Content-Security-Policy"]
    assert page.xpath("//@style") == []
    assert [name for name in page.xpath("//@*") if name.attrname.startswith("on")] == []


def test_ids_are_unique(client: Client) -> None:
    ids = get(client, "/en/account/login/").xpath("//@id")

    assert sorted(ids) == sorted(set(ids))


def test_the_banner_links_the_rooms_that_a_role_opens_and_no_other(
    review: Any, person: Any, rf: Any
) -> None:
    def rooms(user: User) -> list[str]:
        request = rf.get("/en/")
        markup = rendered(
            "core/components/review_links.html", review=review, user=user, request=request
        )
        return [words(link) for link in html.fromstring(markup).xpath("//li/a")]

    everybody = ["Chapters", "Goals", "Search", "Code of conduct", "Ledger"]
    with translation.override("en"):
        assert rooms(person(Role.MODERATOR)) == [*everybody, "Moderation"]
        assert rooms(person(Role.MODERATOR, second_factor=False)) == everybody
        assert rooms(person(Role.PARTICIPANT)) == everybody


def test_signing_out_takes_one_press(person: Any, signed_in: Callable[[User], Client]) -> None:
    client = signed_in(person(name="Elsa Brandhu"))
    page = get(client, "/en/account/overview/")
    form = one(page, "//header//form[@action='/en/account/logout/']")

    assert words(form) == "Sign out"
    client.post(form.get("action"))
    assert client.get("/en/account/overview/").status_code == 302


def test_a_page_that_does_not_exist_says_so_in_the_frame(client: Client) -> None:
    answer = client.get(f"/en/{NOWHERE}")
    page = html.document_fromstring(answer.content)

    assert answer.status_code == 404
    assert words(one(page, "//h1")) == "Page not found"


def test_the_page_of_a_failure_stands_without_a_request() -> None:
    with translation.override("ar"):
        page = html.document_fromstring(rendered("500.html"))

    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert one(page, "//h1") is not None


def test_the_frame_is_light(client: Client) -> None:
    answer = client.get("/en/account/login/")
    page = html.document_fromstring(answer.content)
    addresses = [
        *page.xpath("//link[@rel='stylesheet']/@href"),
        *page.xpath("//script[@type='module']/@src"),
    ]
    files = [Path(str(finders.find(address.removeprefix("/static/")))) for address in addresses]

    weight = sum(len(gzip.compress(file.read_bytes())) for file in files)
    assert weight + len(gzip.compress(answer.content)) < BUDGET
