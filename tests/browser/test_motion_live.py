"""A motion's page in a browser: followed live with JavaScript, and usable without."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from consult.council.actions import cast_ballot
from consult.council.models import Ballot, Motion
from consult.council.selectors.clock import database_now
from tests.council.conftest import Council

OpenPage = Callable[..., Page]


def vote(council: Council, motion: Motion, seat: int, choice: str) -> Ballot:
    return cast_ballot(
        actor=council.people[seat][0],
        motion_id=motion.pk,
        seat_id=council.seats[seat].pk,
        choice=choice,
        reason="",
        key=uuid.uuid4(),
    )


def choose(page: Page, words: str) -> None:
    """Click a choice where people do: its label covers the whole card."""
    page.locator("label").get_by_text(words, exact=True).click()


def close_in(motion: Motion, seconds: float) -> None:
    closes_at = database_now() + timedelta(seconds=seconds)
    Motion.objects.filter(pk=motion.pk).update(closes_at=closes_at)


def test_a_page_counts_announces_and_shows_the_result_without_a_reload(
    council: Council,
    motion: Motion,
    open_page: OpenPage,
) -> None:
    page = open_page(user=council.people[0][0])
    page.goto(reverse("council:motion", args=[motion.pk]))
    expect(page.locator("[data-following=socket]")).to_be_attached()
    expect(page.locator("[data-reload]")).to_be_hidden()
    page.evaluate("document.body.dataset.sameDocument = 'yes'")
    vote(council, motion, 1, "approve")
    expect(page.locator("[data-voted]")).to_have_text("1")
    expect(page.locator(f"[data-seat='{council.seats[1].pk}']")).to_have_text("Has voted")
    expect(page.locator("[data-polite]")).to_have_text("Seats that have voted: 1 of 3.")
    vote(council, motion, 2, "approve")
    expect(page.locator("[data-voted]")).to_have_text("2")
    page.get_by_role("textbox", name="Reason").fill("Half a thought")
    close_in(motion, 1.5)
    vote(council, motion, 2, "reject")
    expect(page.locator("[data-assertive]")).to_have_text(
        "Voting has ended. The result is being computed."
    )
    expect(page.locator("[data-too-late]")).to_be_visible()
    expect(page.get_by_role("textbox", name="Reason")).to_have_value("Half a thought")
    expect(page.get_by_role("button", name="Cast the vote")).to_be_disabled()


def test_a_page_opens_the_form_when_voting_opens(
    council: Council,
    motion: Motion,
    open_page: OpenPage,
) -> None:
    opens_at = database_now() + timedelta(seconds=2)
    Motion.objects.filter(pk=motion.pk).update(opens_at=opens_at)
    page = open_page(user=council.people[0][0])
    page.goto(reverse("council:motion", args=[motion.pk]))
    expect(page.get_by_role("button", name="Cast the vote")).to_have_count(0)
    expect(page.get_by_role("button", name="Cast the vote")).to_be_visible()
    expect(page.locator("[data-assertive]")).to_have_text("Voting is open.")
    choose(page, "Approve")
    page.get_by_role("button", name="Cast the vote").click()
    expect(page.get_by_text("Your ballot is recorded: Approve.")).to_be_visible()


def test_the_result_appears_when_the_system_closes(
    council: Council,
    motion: Motion,
    open_page: OpenPage,
) -> None:
    from consult.council.actions import close_motion

    for seat in range(3):
        vote(council, motion, seat, "approve")
    page = open_page(user=council.people[0][0])
    page.goto(reverse("council:motion", args=[motion.pk]))
    expect(page.locator("[data-following=socket]")).to_be_attached()
    Motion.objects.filter(pk=motion.pk).update(
        opens_at=motion.opens_at - timedelta(days=1), closes_at=database_now()
    )
    close_motion(actor=None, motion_id=motion.pk)
    expect(page.get_by_role("heading", name="Result")).to_be_visible()
    expect(page.locator("[data-live=result]")).to_contain_text("Adopted")
    expect(page.locator("[data-assertive]")).to_have_text(
        "Voting is closed. The result is on this page."
    )


def test_a_page_whose_socket_fails_polls(
    council: Council,
    motion: Motion,
    open_page: OpenPage,
) -> None:
    page = open_page(user=council.people[0][0])
    page.route_web_socket("**/ws/**", lambda socket: socket.close())
    page.clock.install()
    page.goto(reverse("council:motion", args=[motion.pk]))
    expect(page.locator("[data-following=polling]")).to_be_attached()
    vote(council, motion, 1, "approve")
    page.clock.run_for(16_000)
    expect(page.locator("[data-voted]")).to_have_text("1")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_member_votes_and_votes_again_by_keyboard(
    javascript: bool,
    council: Council,
    motion: Motion,
    open_page: OpenPage,
) -> None:
    page = open_page(user=council.people[0][0], javascript=javascript, width=320)
    page.goto(reverse("council:motion", args=[motion.pk]))
    page.get_by_label("Approve", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Chapter 2 lacks a table.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This ballot counts.")).to_be_visible()
    choose(page, "Reject")
    page.get_by_role("button", name="Vote again").click()
    expect(page.get_by_text("It is ballot 2 of this motion.")).to_be_visible()
    ballots = Ballot.objects.order_by("sequence").values_list("choice", "reason")
    assert list(ballots) == [("reservations", "Chapter 2 lacks a table."), ("reject", "")]


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ar", 1280)])
def test_the_councils_pages_have_no_violation(
    language: str,
    width: int,
    council: Council,
    motion: Motion,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    request: pytest.FixtureRequest,
) -> None:
    from django.utils.translation import override

    from consult.council.actions import close_motion

    vote(council, motion, 0, "approve")
    page = open_page(user=council.secretary, width=width)
    member = open_page(user=council.people[0][0], width=width)
    with override(language):
        addresses = {
            "room": reverse("council:room", args=[motion.review.slug]),
            "put": reverse("council:put", args=[motion.review.slug]),
            "close": reverse("council:close", args=[motion.pk]),
            "motion": reverse("council:motion", args=[motion.pk]),
        }
    found: dict[str, Any] = {}

    def judge(name: str, shown: Page, address: str) -> None:
        shown.goto(address)
        found[name] = axe(shown)

    for name, address in addresses.items():
        judge(name, page, address)
    judge("open", member, addresses["motion"])
    Motion.objects.filter(pk=motion.pk).update(
        opens_at=motion.opens_at - timedelta(days=1), closes_at=database_now()
    )
    close_motion(actor=None, motion_id=motion.pk)
    judge("closed", member, addresses["motion"])
    assert {name: faults for name, faults in found.items() if faults} == {}
