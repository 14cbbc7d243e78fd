"""Everything on a page can be reached with the keyboard, and one always sees where one is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.architecture.conftest import World, world  # noqa: F401
from tests.browser.conftest import OpenPage

# What has the focus, and how it is drawn: an outline of some width, on the screen, not covered.
FOCUSED = """() => {
  const one = document.activeElement;
  const drawn = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  return {
    stop: one === document.body ? "" : (one.dataset.stop ||= String(document.stops =
      (document.stops || 0) + 1)),
    what: `${one.localName} ${one.getAttribute("href") || one.textContent.trim()}`,
    target: one.getAttribute("href"),
    outlined: drawn.outlineStyle !== "none" && parseFloat(drawn.outlineWidth) >= 2,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""
# How many elements of the page take the focus, a group of radio buttons counted once.
STOPS = """() => [...document.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
)].filter((one) => one.checkVisibility() && !one.disabled).length"""


def walk(page: Any) -> list[dict[str, Any]]:
    """Press Tab from the top of the page until the focus leaves it; return every stop."""
    stops: list[dict[str, Any]] = []
    for _press in range(500):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if not focused["stop"] or (stops and focused["stop"] == stops[0]["stop"]):
            return stops
        stops.append(focused)
    raise AssertionError("The focus never left the page.")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 320)])
def test_tab_walks_the_chapter_from_the_skip_link_and_every_stop_is_seen(
    language: str,
    width: int,
    server: str,
    world: World,  # noqa: F811
    open_page: OpenPage,
) -> None:
    page = open_page(width=width, language=language)
    page.goto(f"/{language}/reviews/{world.words['review']}/{world.words['chapter']}/")
    expected = page.evaluate(STOPS)
    stops = walk(page)
    assert stops[0]["target"] == "#main"
    assert [stop["what"] for stop in stops if not (stop["outlined"] and stop["seen"])] == []
    assert len(stops) == len({stop["stop"] for stop in stops}) == expected
    page.reload()
    page.keyboard.press("Tab")
    expect(page.locator("a[href='#main']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_refused_form_moves_the_focus_to_the_summary_of_what_is_wrong(
    server: str,
    world: World,  # noqa: F811
    open_page: OpenPage,
) -> None:
    page = open_page()
    page.goto(reverse("comments:write", args=[world.words["review"], world.words["chapter"]]))
    page.get_by_label("Your name").fill("Gita")
    page.get_by_role("button", name="Send the comment").focus()
    page.keyboard.press("Enter")
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error: ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your comment", exact=True)).to_be_focused()
    expect(page.get_by_label("Your name")).to_have_value("Gita")
