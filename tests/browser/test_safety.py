"""In a browser: a safety report hides a text until a lead confirms; an answer from outside."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from consult.core.models import OutgoingMail
from moderation.actions import name_outside
from tests.browser.conftest import OpenPage
from tests.comments.scene import (  # noqa: F401
    case_of,
    chapter,
    code,
    editor,
    judge,
    moderator,
    participant,
    post,
)
from tests.moderation.test_appeals import appeal

Act = Callable[..., Any]
NOTE = "not shown for the moment while a question of safety is looked at"


def test_safety_report_hides_the_text_until_a_lead_confirms(
    server: str,
    post: Act,  # noqa: F811
    judge: Act,  # noqa: F811
    moderator: Any,  # noqa: F811
    review: Any,
    open_page: OpenPage,
) -> None:
    comment = post("The clerk Zorandu saw it all.")
    judge(comment)
    lead, guest = open_page(user=moderator), open_page()
    lead.goto("/en/moderation/vnr-2026/")
    expect(lead.locator("[data-queue-new]")).to_have_attribute("data-following", "socket")
    guest.goto("/en/report/comment/" + str(comment.public_id) + "/")
    guest.get_by_label("Somebody is at risk because of this text").check()
    guest.get_by_role("button", name="Send the report").click()
    expect(guest.get_by_role("heading", level=1)).to_contain_text("Your report")
    alert = lead.locator("[data-queue-risk] [role=alert]")
    expect(alert).to_have_text("Texts hidden for safety: 1")
    whole = reverse("portal:comment", args=[comment.public_id])
    guest.goto(whole)
    expect(guest.get_by_text(NOTE)).to_be_visible()
    expect(guest.get_by_text("Zorandu")).to_have_count(0)
    lead.goto(reverse("moderation:case", args=[case_of(comment).pk]))
    expect(lead.get_by_text("The public does not see this text until")).to_be_visible()
    refusal = lead.locator("form", has=lead.locator("input[name=verdict][value=reject]"))
    refusal.get_by_label(re.compile("R1")).check()
    refusal.get_by_label("Which words break it, and why?").fill("It names a witness.")
    refusal.get_by_role("button").click()
    expect(lead.locator(".messages")).to_contain_text("is decided")
    guest.goto(whole)
    expect(guest.get_by_text("It breaks rule R1")).to_be_visible()
    guest.goto(reverse("moderation:history", args=["comment", comment.public_id]))
    expect(guest.get_by_role("heading", name="Hidden for safety")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_outside_adjudicator_answers_in_arabic_without_an_account(
    server: str,
    post: Act,  # noqa: F811
    judge: Act,  # noqa: F811
    moderator: Any,  # noqa: F811
    review: Any,
    open_page: OpenPage,
    axe: Act,
    width: int,
) -> None:
    comment = post("You fool.")
    judge(comment, "R1", "It ridicules a person.")
    name_outside(
        actor=moderator, review=review, name="Omar", email="omar@example.org", language="ar"
    )
    appeal(comment)
    mail = OutgoingMail.objects.get(to="omar@example.org")
    found = re.search(r"(/ar/adjudicate/[\w-]+/)|(/\w+/adjudicate/[\w-]+/)", mail.text)
    assert found
    page = open_page(language="ar", width=width)
    page.goto(re.sub(r"^/\w+/", "/ar/", found[0]))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("input[name=verdict][value=overturn]").check()
    page.locator("textarea[name=explanation]").fill("هذا اقتباس من مسرحية ولا يسخر من أحد.")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/decisions/**")
    comment.refresh_from_db()
    assert comment.state == "published"
