"""Reservations that point at passages, and the secretary's reply, on real pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from consult.council.actions import close_motion, put_motion
from consult.council.models import Motion
from tests.browser.chamber import (
    ballot_form,
    cast,
    choose,
    open_decision,
    open_motion,
    row,
)
from tests.browser.conftest import OpenPage
from tests.council.conftest import Council
from tests.council.test_overtaken import Desk, desk  # noqa: F401

REASON = "Name who was asked."
REPLY = "The annex names them; the next version points at it."


@pytest.mark.parametrize("javascript", [True, False])
def test_reservations_point_at_passages_and_are_replied_to(
    javascript: bool,
    council: Council,
    desk: Desk,  # noqa: F811
    motion_arguments: Callable[..., dict[str, Any]],
    let_voting_end: Callable[[Motion], Motion],
    open_page: OpenPage,
) -> None:
    motion: Motion = put_motion(**motion_arguments(versions=[desk.version]))
    pages = [open_page(user=people[0], javascript=javascript) for people in council.people]
    secretary = open_page(user=council.secretary, javascript=javascript)
    form = ballot_form(open_motion(pages[0], motion), "Ministry 0")
    choose(form, "Approve with reservations")
    form.locator("textarea[name=reason]").fill(REASON)
    form.get_by_label("Publish the reason with the decision").check()
    form.locator("summary").click()
    form.get_by_label("We asked everybody.").check()
    form.get_by_role("button", name="Cast the vote").click()
    passage = form.get_by_role("listitem").filter(has_text="Methodology: We asked everybody.").last
    expect(passage).to_be_visible()
    cast(pages[1], motion, "Ministry 1", "Approve")
    cast(pages[2], motion, "Ministry 2", "Approve")
    close_motion(actor=None, motion_id=let_voting_end(motion).pk)

    room = open_motion(secretary, motion).locator("section[aria-labelledby=reservations]")
    expect(room).to_contain_text(REASON)
    expect(room).to_contain_text("No reply yet.")
    room.get_by_role("link", name="Reply").click()
    secretary.locator("main textarea").fill(REPLY)
    secretary.get_by_role("button", name="Record the reply").click()
    expect(secretary.get_by_role("status").first).to_contain_text("The reply is recorded.")
    read = open_motion(pages[2], motion).locator("section[aria-labelledby=reservations]")
    expect(read).to_contain_text(REPLY)
    expect(read).to_contain_text("Sena Secretary")
    read.get_by_role("link", name="Methodology").click()
    target = pages[2].url.partition("#")[2]
    expect(pages[2].locator(f"[id='{target}']")).to_contain_text("We asked everybody.")

    public = open_decision(open_page(javascript=javascript), motion)
    assert row(public, "seats", "Ministry 0") == [
        "1",
        f"Approve with reservations member {REASON}",
    ]
    shown = public.locator("section[aria-labelledby=reservations]")
    expect(shown).to_contain_text("Methodology: We asked everybody.")
    expect(shown).to_contain_text(REPLY)
    expect(shown).not_to_contain_text("Sena Secretary")
