"""Chapters voted on one by one and rolled up, in a browser: by the form, to the public page."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect

from consult.council.actions import cast_ballot, close_motion
from consult.council.models import Motion, RollUp
from consult.council.selectors.clock import database_now
from consult.drafts.models import Chapter
from consult.reviews.models import Review
from tests.browser.test_motion_live import choose
from tests.council.conftest import Council

OpenPage = Callable[..., Page]
TITLES = {"en": "Adopt the report", "ka": "ანგარიშის დამტკიცება"}
CHAPTERS = {"highlights": "მთავარი", "annexes": "დანართები"}


@pytest.fixture
def chapters(make_version: Any) -> None:
    """Publish two chapters whose titles are in English and Georgian."""
    for slug, title in CHAPTERS.items():
        make_version(slug)
        Chapter.objects.filter(slug=slug).update(title_ka=title)


def moment(hours: int) -> str:
    at = database_now().astimezone(ZoneInfo("Africa/Nairobi")) + timedelta(hours=hours)
    return f"{at:%Y-%m-%dT%H:%M}"


def address(name: str, language: str, *args: Any) -> str:
    with override(language):
        return reverse(f"council:{name}", args=args)


def put(page: Page, review: Review, language: str, rule: str) -> RollUp:
    """Fill the form as people do, by what stands beside the fields in any language."""
    page.goto(address("put", language, review.slug))
    for box in page.locator("input[name=versions]").all():
        box.check(force=True)
    page.locator(f"input[name=rolled_up][value={rule}]").check(force=True)
    page.locator("select[name=authentic_language]").select_option("en")
    for code, title in TITLES.items():
        page.locator(f"input[name=title_{code}]").fill(title)
    page.locator("input[name=closes_at]").fill(moment(2))
    page.locator("button[name=then][value=notice]").click()
    page.wait_for_url("**/council/rollups/**")
    return RollUp.objects.get()


def decide(rollup: RollUp, council: Council, let_end: Any) -> None:
    """Let the other seats vote, and close all motions."""
    for motion in rollup.motions.all():
        for people, seat in zip(council.people[1:], council.seats[1:], strict=True):
            cast_ballot(
                actor=people[0],
                motion_id=motion.pk,
                seat_id=seat.pk,
                choice="approve",
                reason="",
                key=uuid.uuid4(),
            )
    for motion in rollup.motions.all():
        close_motion(actor=None, motion_id=let_end(motion).pk)


@pytest.mark.parametrize("javascript", [True, False])
def test_chapters_are_put_voted_rolled_up_and_the_whole_follows(
    javascript: bool,
    chapters: None,
    review: Review,
    council: Council,
    open_page: OpenPage,
    let_voting_end: Any,
) -> None:
    secretary = open_page(user=council.secretary, javascript=javascript)
    rollup = put(secretary, review, "en", "all_then_whole")
    main = secretary.locator("main")
    expect(main).to_contain_text("the council votes on the whole, and that vote decides")
    expect(main).to_contain_text("0 of 2")
    member = open_page(user=council.people[0][0], javascript=javascript)
    for place in range(2):
        member.goto(address("rollup", "en", rollup.pk))
        member.locator("ol h3 a").nth(place).click()
        expect(member.locator("main")).to_contain_text("Part of a vote chapter by chapter")
        choose(member, "Approve")
        member.get_by_role("button", name="Cast the vote").click()
        expect(member.get_by_role("status").first).to_contain_text("is recorded")
    decide(rollup, council, let_voting_end)
    secretary.goto(address("rollup", "en", rollup.pk))
    expect(main).to_contain_text("Each chapter adopted")
    expect(main).to_contain_text("2 of 2")
    secretary.get_by_role("link", name="Put the whole to the council").click()
    secretary.get_by_role("button", name="Put the motion").click()
    expect(secretary.locator("[data-error-summary]")).to_be_visible()
    secretary.get_by_label("Voting closes").fill(moment(3))
    secretary.get_by_role("button", name="Put the motion").click()
    expect(main).to_contain_text("Its chapters were adopted one by one:")
    anybody = open_page(javascript=javascript)
    anybody.goto(address("decisions", "en", review.slug))
    anybody.get_by_role("link", name="Adopt the report", exact=True).click()
    expect(anybody.locator("main")).to_contain_text("2 of 2")
    assert Motion.objects.get(whole_of=rollup).texts.count() == 4


def test_in_georgian_on_a_telephone(
    chapters: None,
    review: Review,
    council: Council,
    open_page: OpenPage,
    let_voting_end: Any,
) -> None:
    secretary = open_page(user=council.secretary, language="ka", width=360)
    rollup = put(secretary, review, "ka", "all")
    expect(secretary.locator("html")).to_have_attribute("lang", "ka")
    expect(secretary.locator("h1")).to_have_text(TITLES["ka"])
    titles = [f"{chapter}: {TITLES['ka']}" for chapter in CHAPTERS.values()]
    expect(secretary.locator("ol h3 a")).to_have_text(titles)
    decide(rollup, council, let_voting_end)
    rollup.refresh_from_db()
    assert rollup.status == "adopted"
    anybody = open_page(language="ka", width=360)
    anybody.goto(address("rolled_up", "ka", review.slug, rollup.number))
    expect(anybody.locator("ol h3 a")).to_have_text(titles)
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not anybody.evaluate(wide)
