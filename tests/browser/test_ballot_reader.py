"""A motion for those who press keys and listen: voted on without a mouse, and read in order."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from consult.council.actions import (
    cast_ballot,
    close_motion,
    put_motion,
    reply_to_reservation,
)
from consult.council.models import Ballot, Motion, ReservedBlock
from consult.council.selectors.reservations import passages_of
from tests.browser.chamber import ballot_form, open_motion
from tests.browser.conftest import OpenPage
from tests.council.conftest import Council
from tests.council.test_overtaken import Desk, desk  # noqa: F401

GOLDEN = Path(__file__).parent
# More presses than the page has places to stop at.
STOPS = 80
FOCUSED = """() => {
  const now = document.activeElement;
  return [now.name ?? "", now.tagName, now.innerText ?? ""];
}"""


@pytest.fixture
def motion(
    council: Council,
    desk: Desk,  # noqa: F811
    motion_arguments: Callable[..., dict[str, Any]],
) -> Motion:
    """Return an open motion on a text with paragraphs, without an explanation."""
    return put_motion(**motion_arguments(versions=[desk.version]))


def tab_to(page: Page, name: str = "", tag: str = "", words: str = "") -> None:
    """Press Tab until what is wanted has the focus, and see that it shows so."""
    for _press in range(STOPS):
        page.keyboard.press("Tab")
        found_name, found_tag, found_words = page.evaluate(FOCUSED)
        if found_name == name and tag in ("", found_tag) and words in found_words:
            shown = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(shown) != "none", f"The focus on {name or tag} does not show."
            return
    raise AssertionError(f"Tab never came to {name or tag} {words}.")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_member_votes_with_reservations_and_again_by_keyboard_alone(
    javascript: bool,
    council: Council,
    motion: Motion,
    open_page: OpenPage,
) -> None:
    page = open_page(user=council.people[0][0], javascript=javascript, width=360)
    open_motion(page, motion)
    tab_to(page, name="choice")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Name who was asked.")
    tab_to(page, tag="SUMMARY")
    page.keyboard.press("Enter")
    tab_to(page, name="blocks")
    page.keyboard.press("Space")
    tab_to(page, tag="BUTTON", words="Cast the vote")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is ballot 1 of this motion.")).to_be_visible()
    tab_to(page, name="choice")
    for _down in range(2):
        page.keyboard.press("ArrowDown")
    tab_to(page, tag="BUTTON", words="Vote again")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is ballot 2 of this motion.")).to_be_visible()
    expect(ballot_form(page, "Ministry 0")).to_contain_text("This ballot counts.")
    ballots = list(Ballot.objects.order_by("sequence").values_list("choice", "reason"))
    assert ballots[0] == ("reservations", "Name who was asked.")
    assert ballots[1][0] != "reservations"
    assert ReservedBlock.objects.count() == 1


def heard(part: Locator) -> str:
    """Return what a screen reader meets, without what differs from run to run."""
    tree = part.aria_snapshot()
    tree = re.sub(r"\d{1,2} [A-Z][a-z]+ \d{4}( \d\d:\d\d)?", "MOMENT", tree)
    tree = re.sub(r"\d\d:\d\d (?=[A-Z]{3})", "TIME ", tree)
    tree = re.sub(r"[0-9a-f]{64}", "HASH", tree)
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "KEY", tree)


def compare(tree: str, name: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_text(f"{tree}\n", encoding="utf-8")
    assert tree == golden.read_text(encoding="utf-8").rstrip("\n")


def cast(council: Council, motion: Motion, seat: int, choice: str, **more: Any) -> Ballot:
    return cast_ballot(
        **{
            "actor": council.people[seat][0],
            "motion_id": motion.pk,
            "seat_id": council.seats[seat].pk,
            "choice": choice,
            "reason": "",
            "key": council.seats[seat].pk,
            **more,
        }
    )


def test_a_screen_reader_meets_the_ballot_that_the_golden_file_describes(
    council: Council,
    motion: Motion,
    open_page: OpenPage,
) -> None:
    cast(council, motion, 0, "approve")
    page = open_motion(open_page(user=council.people[0][0]), motion)
    ballot_form(page, "Ministry 0").locator("summary").click()
    compare(heard(page.locator("section[aria-labelledby=vote]")), "ballot.aria.yml")


def test_a_screen_reader_meets_the_motion_that_the_golden_file_describes(
    council: Council,
    motion: Motion,
    let_voting_end: Callable[[Motion], Motion],
    open_page: OpenPage,
) -> None:
    blocks = [passages_of(motion)[1].block]
    reserved = cast(council, motion, 0, "reservations", reason="Name them.", blocks=blocks)
    cast(council, motion, 1, "approve")
    close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    reply_to_reservation(
        actor=council.secretary,
        motion_id=motion.pk,
        ballot_id=reserved.pk,
        text="The annex does.",
        key=reserved.pk,
    )
    page = open_motion(open_page(user=council.people[2][0]), motion)
    compare(heard(page.locator("main")), "motion.aria.yml")
