"""A live session in three browsers at once, one of which loses its connection."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.urls import reverse
from django.utils.timezone import now
from playwright.sync_api import Page, WebSocketRoute, expect

from consult.council.actions import announce_sitting, cast_ballot
from consult.council.models import Motion, Sitting
from tests.council.conftest import (  # noqa: F401
    Council,
    council,
    make_council,
    make_version,
    motion,
    motion_arguments,
)

OpenPage = Callable[..., Page]


def announced(council: Council, motion: Motion) -> Sitting:  # noqa: F811
    return announce_sitting(
        actor=council.secretary,
        review=motion.review,
        title="Third session",
        starts_at=now(),
        video_link="",
        agenda=[("Adopt the highlights", motion), ("Any other business", None)],
        key=uuid.uuid4(),
    )


def vote(council: Council, motion: Motion) -> None:  # noqa: F811
    cast_ballot(
        actor=council.people[0][0],
        motion_id=motion.pk,
        seat_id=council.seats[0].pk,
        choice="approve",
        reason="",
        key=uuid.uuid4(),
    )


def test_three_browsers_see_one_session_and_a_cut_one_catches_up(
    council: Council,  # noqa: F811
    motion: Motion,  # noqa: F811
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
