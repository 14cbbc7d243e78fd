"""A live session in three browsers at once, one of which loses its connection."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import override
from playwright.sync_api import Page, WebSocketRoute, expect

from consult.council.actions import (
    announce_sitting,
    cast_ballot,
    move_sitting,
    put_motion,
    write_minutes,
)
from consult.council.models import Ballot, ItemMinutes, Motion, Sitting
from consult.council.rules.presets import PRESETS
from tests.council.conftest import Council

OpenPage = Callable[..., Page]

CATCHES_UP_WITHIN = 20_000


def announced(council: Council, motion: Motion) -> Sitting:
    return announce_sitting(
        actor=council.secretary,
        review=motion.review,
        title="Third session",
        starts_at=now(),
        video_link="",
        agenda=[("Adopt the highlights", motion), ("Any other business", None)],
        key=uuid.uuid4(),
    )


def vote(council: Council, motion: Motion, seat: int = 0) -> None:
    cast_ballot(
        actor=council.people[seat][0],
        motion_id=motion.pk,
        seat_id=council.seats[seat].pk,
        choice="approve",
        reason="",
        key=uuid.uuid4(),
    )


def test_three_browsers_see_one_session_and_a_cut_one_catches_up(
    council: Council,
    motion: Motion,
    open_page: OpenPage,
) -> None:
    sitting = announced(council, motion)
    chair = open_page(user=council.secretary)
    member = open_page(user=council.people[0][0], width=360)
    display = open_page(user=council.people[1][0])
    lines: list[WebSocketRoute] = []
    away = False

    def through(line: WebSocketRoute) -> None:
        if away:
            line.close()
            return
        line.connect_to_server()
        lines.append(line)

    display.route_web_socket("**/ws/**", through)
    for page, name in ((chair, "sitting"), (member, "sitting"), (display, "display")):
        page.goto(reverse(f"council:{name}", args=[sitting.pk]))
        expect(page.locator("[data-following=socket]")).to_be_attached()
    chair.get_by_role("button", name="Start the session").click()
    for page in (member, display):
        expect(page.get_by_text("Item 1 of 2:")).to_be_visible()
        expect(page.locator("[data-assertive]")).to_have_text("The session has started.")
    member.get_by_role("button", name="I am here").click()
    for page in (chair, display):
        expect(page.get_by_text("Seats present: 1 of 3")).to_be_visible()
    away = True
    for line in lines:
        line.close()
    vote(council, motion)
    expect(chair.locator("[data-voted]")).to_have_text("1")
    expect(display.locator("[data-voted]")).to_have_text("0")
    away = False
    expect(display.locator("[data-voted]")).to_have_text("1")
    chair.get_by_role("button", name="Next item").click()
    for page in (member, display):
        expect(page.get_by_text("Item 2 of 2:")).to_be_visible()


@pytest.fixture
def live(
    council: Council,
    motion_arguments: Callable[..., dict[str, Any]],
) -> Motion:
    """Return a motion that is put for a session that runs, and is at its first item."""
    asked = motion_arguments()
    sitting = announce_sitting(
        actor=council.secretary,
        review=asked["review"],
        title="Third session",
        starts_at=now(),
        video_link="",
        agenda=[("Opening", None)],
        key=uuid.uuid4(),
    )
    rules = dict(PRESETS["present_and_voting"].data)
    found = put_motion(**{**asked, "rules": rules, "sitting": sitting, "voting_seconds": 600})
    move_sitting(actor=council.secretary, sitting_id=sitting.pk, seen=0, to="start")
    return found


def said(page: Page, name: str) -> str:
    """Return a sentence that the page says when something happens, in its language."""
    return page.locator("[data-sitting]").get_attribute(f"data-{name}") or ""


class Wall:
    """A display whose connections can be cut, and stay so while it is `away`."""

    def __init__(self, page: Page) -> None:
        self.page, self.away = page, False
        self._lines: list[WebSocketRoute] = []
        page.route_web_socket("**/ws/**", self._through)

    def _through(self, line: WebSocketRoute) -> None:
        if self.away:
            line.close()
            return
        line.connect_to_server()
        self._lines.append(line)

    def cut(self) -> None:
        """End every connection, and let none be taken up again."""
        self.away = True
        for line in self._lines:
            line.close()


def come_in(chair: Page, member: Page, display: Page, live: Motion, language: str) -> None:
    """Let three browsers follow a session, which comes to its motion with two seats present."""
    for page, name in ((chair, "sitting"), (member, "sitting"), (display, "display")):
        with override(language):
            page.goto(reverse(f"council:{name}", args=[live.sitting_id]))
        expect(page.locator("[data-following=socket]")).to_be_attached()
    chair.locator("button[value=next]").click()
    for page in (member, display):
        expect(page.locator("[data-assertive]")).to_have_text(said(page, "onward"))
    member.locator("form[action$='/presence/'] button[value=yes]").click()
    expect(chair.locator("form[action$='/presence/'] button[value=no]")).to_have_count(1)
    chair.locator("form[action$='/presence/'] button[value=yes]").first.click()
    expect(chair.locator("form[action$='/presence/'] button[value=no]")).to_have_count(2)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_vote_is_opened_cast_and_ended_before_all_and_one_that_was_away_sees_the_truth(
    language: str,
    council: Council,
    live: Motion,
    open_page: OpenPage,
) -> None:
    chair = open_page(user=council.secretary, language=language)
    member = open_page(user=council.people[0][0], width=360, language=language)
    wall = Wall(open_page(user=council.people[1][0], language=language))
    display = wall.page
    come_in(chair, member, display, live, language)
    opening = chair.locator("form[action$='/open/'] button")
    opening.click()
    expect(opening).to_have_count(0)
    for page in (member, display):
        expect(page.locator("[data-assertive]")).to_have_text(said(page, "opened"))
        expect(page.locator("[data-voted]")).to_have_text("0")
    wall.cut()
    member.locator(f"a.button[href$='/{live.pk}/']").click()
    member.locator("input[value=approve] + label").click()
    member.locator("form[data-vote] button[type=submit]").click()
    expect(member.locator(".messages .notice-success")).to_be_visible()
    assert Ballot.objects.get().caster == council.people[0][0]
    expect(chair.locator("[data-voted]")).to_have_text("1")
    despite = chair.locator("button[name=despite]")
    expect(despite).to_be_visible()
    vote(council, live, 1)
    expect(despite).to_have_count(0)
    expect(chair.locator("[data-voted]")).to_have_text("2")
    expect(chair.locator("[data-polite]")).to_contain_text("2")
    chair.locator("form[action$='/end/'] button").click()
    for page in (chair, member):
        expect(page.locator("main .state-adopted").first).to_be_visible()
    expect(display.locator("[data-voted]")).to_have_text("0")
    wall.away = False
    expect(display.locator("[data-assertive]")).to_have_text(
        said(display, "closed"), timeout=CATCHES_UP_WITHIN
    )
    expect(display.locator("[data-voted]")).to_have_text("2")
    overflow = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not member.evaluate(overflow)


def test_minutes_are_saved_while_they_are_typed_and_nobody_loses_theirs(
    council: Council,
    live: Motion,
    open_page: OpenPage,
) -> None:
    item = live.sitting.items.get(position=1)
    secretary, reader = (open_page(user=user) for user in (council.secretary, council.people[0][0]))
    reader.goto(reverse("council:sitting", args=[live.sitting_id]))
    secretary.goto(reverse("council:minutes", args=[live.sitting_id]))
    field = secretary.locator(f"#minutes-{item.pk}-text")
    field.press_sequentially("All are here.")
    told = secretary.locator("[data-told]").first
    expect(told).to_have_text("Saved.")
    expect(reader.get_by_text("All are here.")).to_be_visible()
    write_minutes(
        actor=council.secretary,
        sitting_id=live.sitting_id,
        item_id=item.pk,
        text="All but one are here.",
        seen=1,
    )
    field.press_sequentially(" The agenda is adopted.")
    expect(told).to_contain_text("Somebody has changed the minutes of this item meanwhile.")
    secretary.locator("form", has=field).get_by_role("button").click()
    expect(secretary.get_by_text("All but one are here.")).to_be_visible()
    expect(field).to_have_value("All are here. The agenda is adopted.")
    assert ItemMinutes.objects.get().revision == 2


def test_a_session_is_run_without_a_script(
    council: Council,
    live: Motion,
    open_page: OpenPage,
) -> None:
    chair = open_page(user=council.secretary, javascript=False)
    chair.goto(reverse("council:sitting", args=[live.sitting_id]))
    chair.get_by_role("button", name="Next item").click()
    chair.get_by_role("button", name="Is here").first.click()
    chair.get_by_role("button", name="Open the vote on this motion now").click()
    expect(chair.get_by_text("Voting is open for the seats that are present.")).to_be_visible()
    chair.get_by_label("Minutes more").fill("3")
    chair.get_by_label("Why the deadline moves").fill("One line is bad.")
    chair.get_by_role("button", name="Give more time").click()
    expect(chair.get_by_text("The deadline is moved.")).to_be_visible()
    chair.get_by_role("button", name="End the vote without them").click()
    expect(chair.get_by_text("Quorum not reached")).to_be_visible()
    chair.get_by_role("button", name="End the session").click()
    expect(chair.locator("main").get_by_text("The session has ended.").first).to_be_visible()
