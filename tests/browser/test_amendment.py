"""Amendments in a browser: put, voted and adopted; rivals one after the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect

from consult.council.actions import close_motion
from consult.council.models import Motion
from consult.council.selectors.clock import database_now
from consult.reviews.models import Review
from tests.browser.test_motion_live import choose, vote
from tests.council.amendments import (  # noqa: F401
    Water,
    amendment_arguments,
    kept,
    order,
    water,
)
from tests.council.conftest import Council

OpenPage = Callable[..., Page]

# What the council reads is told to screen readers too, so it is looked for with their words.
SECTION = "section[aria-labelledby=amendment]"


def end(motion: Motion) -> None:
    """Let a motion's time come and close it, as the worker does."""
    hour = timedelta(hours=3)
    Motion.objects.filter(pk=motion.pk).update(
        opens_at=database_now() - hour, closes_at=database_now()
    )
    close_motion(actor=None, motion_id=motion.pk)


def write(page: Page, address: str, old: str, new: str) -> None:
    """Go through the three steps up to the new words of one passage."""
    page.goto(address)
    page.locator("main [name=text]").first.check()
    page.locator("main form button").first.click()
    page.locator("main label").get_by_text(old).click()
    page.locator("main form button").first.click()
    page.locator("main [name^=words-]").fill(new)


def later(page: Page) -> None:
    closes_at = database_now() + timedelta(days=3)
    page.locator("main [name=closes_at]").fill(f"{closes_at:%Y-%m-%dT%H:%M}")


@pytest.mark.parametrize("javascript", [True, False])
def test_an_amendment_is_put_voted_on_and_adopted(
    javascript: bool,
    review: Review,
    council: Council,
    water: Water,  # noqa: F811
    open_page: OpenPage,
) -> None:
    page = open_page(user=council.secretary, javascript=javascript)
    address = reverse("council:amend", args=[review.slug])
    write(page, address, "Wells were repaired.", "All wells were repaired.")
    page.get_by_label("Proposed by").select_option("Ministry 2")
    page.get_by_label("Title (English)").fill("All of the wells")
    later(page)
    page.get_by_role("button", name="Put the amendment").click()
    expect(page.locator("main")).to_contain_text("is put to the council.")
    expect(page.locator(SECTION)).to_contain_text("Ministry 2")
    expect(page.locator(f"{SECTION} article del")).to_contain_text("Wells")
    expect(page.locator(f"{SECTION} article ins")).to_contain_text("All wells")
    motion = Motion.objects.get()
    for seat in (0, 1):
        vote(council, motion, seat, "approve")
    voter = open_page(user=council.people[2][0], javascript=javascript)
    voter.goto(reverse("council:motion", args=[motion.pk]))
    choose(voter, "Approve")
    voter.get_by_role("button", name="Cast the vote").click()
    expect(voter.get_by_text("Your ballot is recorded: Approve.")).to_be_visible()
    end(motion)
    anonymous = open_page(javascript=javascript)
    anonymous.goto(reverse("council:decision", args=[review.slug, motion.number]))
    expect(anonymous.locator(SECTION)).to_contain_text("The editors have still to carry it out")
    editor = open_page(user=water.editor, javascript=javascript)
    editor.goto(reverse("council:decision", args=[review.slug, motion.number]))
    editor.get_by_role("link", name="Carry it out").click()
    editor.get_by_role("button", name="Write it into a working draft").click()
    expect(editor.locator("main")).to_contain_text("All wells were repaired.")


def states(motions: list[Motion]) -> list[str]:
    by_key = {motion.pk: motion.state for motion in Motion.objects.all()}
    return [by_key[motion.pk] for motion in motions]


@pytest.mark.parametrize(("language", "javascript"), [("en", True), ("ar", False)])
def test_rivals_are_voted_on_in_their_order_until_one_is_adopted(
    language: str,
    javascript: bool,
    review: Review,
    council: Council,
    kept: list[Motion],  # noqa: F811
    open_page: OpenPage,
) -> None:
    with override(language):
        address = reverse("council:order", args=[review.slug])
        pages = [reverse("council:motion", args=[motion.pk]) for motion in kept]
    page = open_page(user=council.secretary, javascript=javascript, language=language)
    page.goto(address)
    for place, motion in enumerate(kept, start=1):
        page.locator(f"[name=place-{motion.pk}]").fill(str(place))
    page.locator("[name=reason]").fill("The furthest from the text comes first.")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("section[aria-labelledby=order] li")).to_have_count(3)
    assert states(kept) == ["open", "noticed", "noticed"]
    reader = open_page(user=council.people[0][0], javascript=javascript, language=language)
    reader.goto(pages[1])
    cast = reader.locator("main form button[type=submit]")
    expect(cast).to_have_count(0)
    first, second, _third = kept
    for seat in range(3):
        vote(council, first, seat, "reject")
    end(first)
    Motion.objects.filter(pk=second.pk).update(opens_at=database_now())
    reader.goto(pages[1])
    reader.locator("label[for$=choice_0]").click()
    cast.last.click()
    expect(reader.locator("main [role=status]").first).to_be_attached()
    for seat in (1, 2):
        vote(council, second, seat, "approve")
    end(second)
    assert states(kept) == ["closed", "closed", "void"]
    reader.goto(pages[2])
    expect(reader.locator("[data-phase=void]")).to_be_attached()
    expect(reader.locator("section[aria-labelledby=order] li").last).to_contain_text(
        {"en": "fallen", "ar": Motion.objects.get(pk=kept[2].pk).number}[language]
    )
