"""A draft is mended with the keyboard alone, by keys that somebody switches on first."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import expect

from tests.architecture.conftest import World, world  # noqa: F401
from tests.browser.conftest import OpenPage


def test_a_draft_is_mended_with_keys_that_are_switched_on(
    server: str,
    world: World,  # noqa: F811
    open_page: OpenPage,
) -> None:
    page = open_page(user=world.visitors["editor"])
    page.goto(reverse("drafts:draft", args=[world.words["draft"]]))
    first, second = page.locator("#n-1"), page.locator("#n-2")
    first.focus()
    page.keyboard.press("d")
    expect(first).to_contain_text("Highlights")

    page.get_by_role("button", name="Keyboard shortcuts").press("Enter")
    page.get_by_label("Use these keys on this page").press("Space")
    page.keyboard.press("Escape")
    first.focus()
    page.keyboard.press("d")
    expect(second).to_be_focused()
    expect(second).to_contain_text("Highlights")
    expect(page.locator("[role=status]").first).to_contain_text("now stands at number 2")
    page.keyboard.press("z")
    expect(first).to_contain_text("Highlights")
    # The keys are listened to once the new page's scripts have run.
    page.wait_for_load_state("load")
    page.keyboard.press("j")
    page.keyboard.press("s")
    page.wait_for_url("**/blocks/2/#split")
    cursor = page.get_by_label("Put the cursor where the second part begins")
    cursor.focus()
    page.keyboard.press("Control+Home")
    for _word in range(2):
        page.keyboard.press("Control+ArrowRight")
    expect(page.get_by_label("At the cursor, before:")).to_be_checked()
    page.keyboard.press("Tab")
    page.locator("#split button").press("Enter")
    expect(page.locator("#n-2")).to_be_focused()
    expect(page.locator("#n-2")).to_contain_text("Anyland planted")
    expect(page.locator("#n-3")).to_contain_text("four million trees.")
