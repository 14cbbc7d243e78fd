"""A campaign in a browser: confirmed and published by keyboard, and left by an author."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from moderation.actions import group_text
from moderation.models import Campaign, CampaignRun, CampaignText
from tests.browser.conftest import OpenPage
from tests.comments.scene import (  # noqa: F401
    case_of,
    chapter,
    code,
    editor,
    moderator,
    participant,
    post,
)
from tests.moderation.campaign_scene import NAME, OWN, PLEA, turned

Post = Callable[..., Any]


def _sent(post: Post, *bodies: str) -> list[Any]:  # noqa: F811
    comments = [post(body) for body in bodies]
    for comment in comments:
        group_text(case_id=case_of(comment).pk)
    return comments


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on the control of this name."""
    for _press in range(120):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => { const on = document.activeElement;"
            " return (on.labels?.[0] ?? on).textContent.trim(); }"
        )
        if focused.startswith(name):
            return
    raise AssertionError(f"Tab does not reach {name}.")


def _shot(page: Page, name: str) -> None:
    if os.environ.get("SHOTS"):
        page.screenshot(path=f"{os.environ['SHOTS']}/{name}.png", full_page=True)


def _read_by_all(page: Page, reader: Page, axe: Callable[[Page], list[str]]) -> None:
    """Look at the campaign as a reader and, in Arabic, as the moderator."""
    reader.goto("/en/reviews/vnr-2026/introduction/comments/")
    reader.get_by_role("link", name="2 people and organisations say this").click()
    expect(reader.get_by_role("heading", name=NAME)).to_be_visible()
    expect(reader.get_by_text(OWN, exact=True)).to_be_visible()
    assert axe(reader) == []
    for width in (360, 1280):
        reader.set_viewport_size({"width": width, "height": 900})
        for language in ("en", "ar"):
            reader.goto(f"/{language}/campaigns/{Campaign.objects.get(name=NAME).pk}/")
            assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
            _shot(reader, f"voices-{language}-{width}")
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(f"/ar/moderation/campaigns/{Campaign.objects.get(name=NAME).pk}/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    _shot(page, "campaign-ar-360")


def test_a_group_is_confirmed_by_keyboard_and_a_voice_leaves(
    server: str,
    post: Post,  # noqa: F811
    moderator: Any,  # noqa: F811
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
) -> None:
    first, second, against = _sent(post, PLEA, f"{PLEA} {OWN}", turned())
    page = open_page(user=moderator)
    page.goto("/en/moderation/vnr-2026/")
    _tab_to(page, "3 voices that may be one campaign")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Words that may turn the sense:")).to_be_visible()
    expect(page.get_by_label(f"{against.number} does not belong")).to_be_checked()
    expect(page.get_by_label(f"{second.number} does not belong")).not_to_be_checked()
    assert axe(page) == []
    _shot(page, "campaign")
    _tab_to(page, "Why?")
    page.keyboard.type("It asks for the contrary.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 text stands by itself now.")).to_be_visible()
    _tab_to(page, "What does the campaign ask for?")
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type("The same plea.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The group is confirmed.")).to_be_visible()
    _tab_to(page, "Publish them as one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Decision over a group")).to_be_visible()
    # The server's own worker decides.
    for _look in range(300):
        if CampaignRun.objects.filter(done_at__isnull=False).exists():
            break
        page.wait_for_timeout(100)
    page.reload()
    expect(page.get_by_text("2 texts are decided.")).to_be_visible()
    _shot(page, "campaign-run")

    _read_by_all(page, open_page(), axe)
    author = open_page()
    author.goto(second.receipt_path)
    author.get_by_role("link", name="Leave the campaign").press("Enter")
    _shot(author, "leave")
    author.get_by_role("button", name="Let my text stand by itself").press("Enter")
    expect(author.get_by_text("Your text stands by itself now.")).to_be_visible()
    assert CampaignText.objects.get(case=case_of(second)).left == "author"
    assert first.number != second.number
