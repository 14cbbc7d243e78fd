"""The server of the browser tests is the real one, and the tests would see what is wrong."""

from __future__ import annotations

import time
from typing import Any

import pytest

from consult.core.mail import post
from consult.core.transactions import command


def test_the_worker_of_the_server_delivers_mail(server: str, mailoutbox: Any) -> None:
    command(lambda: post(to="a@example.org", subject="Hello", text="Good day."))()
    end = time.monotonic() + 10
    while not mailoutbox and time.monotonic() < end:
        time.sleep(0.05)
    assert [mail.subject for mail in mailoutbox] == ["Hello"]


def test_pages_are_served_under_the_strict_policy(page: Any) -> None:
    response = page.goto("/en/account/login/")
    assert response.status == 200
    assert "script-src 'self' 'nonce-" in response.headers["content-security-policy"]


def test_a_page_without_javascript_shows_its_form(open_page: Any) -> None:
    page = open_page(javascript=False, width=320)
    page.goto("/en/account/login/")
    assert page.locator("form input[name=login]").count() == 1


def test_somebody_may_be_signed_in_already(open_page: Any, administrator: Any) -> None:
    page = open_page(user=administrator)
    page.goto("/en/account/email/")
    assert "/account/email/" in page.url
    assert administrator.email in page.content()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_names_a_violation_and_the_element(page: Any, axe: Any, language: str) -> None:
    page.goto(f"/{language}/account/login/")
    before = axe(page)
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"/static/consult/icon.svg\">')"
    )
    added = [line for line in axe(page) if line not in before]
    assert [line.split(" ")[0] for line in added] == ["image-alt"]
