"""A vote after a fresh second factor by passkey, which Chromium's own authenticator holds."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import Page, expect

from consult.council.models import Ballot, Motion
from tests.browser.chamber import ballot_form, send_vote
from tests.browser.conftest import OpenPage
from tests.council.conftest import Council
from tests.council.test_fresh_factor import code_of

STALE = 11 * 60
HOLDER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def member_page(
    server: str,
    settings: Any,
    council: Council,
    open_page: OpenPage,
) -> Page:
    """Return a member's page at a host that may have passkeys, with an authenticator in it.

    The standard knows passkeys of names only, never of addresses such as 127.0.0.1.
    """
    named = server.replace("127.0.0.1", "localhost")
    settings.BASE_URL = named
    settings.CSRF_TRUSTED_ORIGINS = [named]
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    page = open_page(user=council.people[0][0])
    (cookie,) = page.context.cookies()
    page.context.add_cookies(
        [{"name": str(cookie["name"]), "value": str(cookie["value"]), "url": named}]
    )
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": HOLDER})
    page.goto(named + "/en/")
    return page


def let_the_factor_grow_stale(page: Page) -> None:
    """Move every moment at which the session saw a factor eleven minutes back."""
    name = configured.SESSION_COOKIE_NAME
    keys = {cookie["value"] for cookie in page.context.cookies() if cookie["name"] == name}
    for key in keys:
        session = SessionStore(key)
        shown = session["account_authentication_methods"]
        session["account_authentication_methods"] = [
            {**each, "at": each["at"] - STALE} for each in shown
        ]
        session.save()


def test_a_member_votes_after_showing_a_passkey(
    member_page: Page,
    council: Council,
    motion: Motion,
) -> None:
    page = member_page
    host = page.url.partition("/en/")[0]
    page.goto(host + reverse("mfa_add_webauthn"))
    # The account's own pages ask for the code once more.
    page.get_by_role("textbox", name="Code").fill(code_of(council.people[0][0]))
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("textbox", name="Name").fill("My phone")
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.get_by_text("Security key added.")).to_be_visible()

    let_the_factor_grow_stale(page)
    page.goto(host + reverse("council:motion", args=[motion.pk]))
    send_vote(ballot_form(page, "Ministry 0"), "Reject", "The tables are old.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Confirm")
    assert Ballot.objects.count() == 0
    page.get_by_role("link", name="security key").click()
    page.get_by_role("button", name="security key").click()
    expect(page.get_by_role("status").first).to_contain_text("recorded: Reject.")
    (ballot,) = Ballot.objects.all()
    assert (ballot.choice, ballot.reason) == ("reject", "The tables are old.")
