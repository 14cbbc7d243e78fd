"""A rehearsal: marked on every page that names it, and in no record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, expect

from consult.council.actions import announce_sitting, close_motion, move_sitting, put_motion
from consult.council.models import Motion
from consult.reporting.exports import ledger_bundle
from consult.reviews.models import Review
from tests.browser.chamber import cast, open_motion
from tests.browser.conftest import OpenPage
from tests.council.conftest import Council

NAMING = ("room", "motion", "paper", "extend", "void", "close", "certify", "sitting", "display")


def marked_pages(page: Page, addresses: dict[str, str]) -> set[str]:
    """Return the pages on which the motion is marked as a rehearsal."""
    found = set()
    for name, address in addresses.items():
        page.goto(address)
        words = page.locator("main").inner_text()
        assert "Adopt the highlights" in words or "VNR26-R-001" in words, name
        if "Rehearsal" in words:
            found.add(name)
    return found


def test_a_rehearsal_is_marked_everywhere_and_stays_out_of_the_record(
    council: Council,
    motion_arguments: Callable[..., dict[str, Any]],
    let_voting_end: Callable[[Motion], Motion],
    review: Review,
    open_page: OpenPage,
) -> None:
    arguments = motion_arguments()
    before = ledger_bundle(review)
    motion: Motion = put_motion(**{**arguments, "rehearsal": True})
    unchanged = ledger_bundle(review) == before
    pages = [open_page(user=people[0]) for people in council.people]
    for place, page in enumerate(pages):
        cast(page, motion, f"Ministry {place}", "Approve")
    expect(pages[0].get_by_text("Ballot 1 of this rehearsal, in no ledger.")).to_be_visible()
    assert unchanged
    assert ledger_bundle(review) == before

    sitting = announce_sitting(
        actor=council.secretary,
        review=review,
        title="Third session",
        starts_at=motion.put_at,
        video_link="",
        agenda=[("Try a vote", motion)],
        key=motion.pk,
    )
    move_sitting(actor=council.secretary, sitting_id=sitting.pk, seen=0, to="start")
    about = {"room": review.slug, "sitting": sitting.pk, "display": sitting.pk}
    addresses = {
        name: reverse(f"council:{name}", args=[about.get(name, motion.pk)]) for name in NAMING
    }
    secretary = open_page(user=council.secretary, width=360)
    assert marked_pages(secretary, addresses) == set(NAMING)

    close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    open_motion(secretary, motion)
    secretary.get_by_role("link", name="Certify the result").click()
    secretary.get_by_role("button", name="Certify the result").click()
    result = secretary.locator("[data-live=facts]")
    expect(result).to_contain_text("Certified")
    expect(result.get_by_role("link", name="The public record of this decision")).to_have_count(0)
    guest = open_page()
    guest.goto(reverse("council:decisions", args=[review.slug]))
    expect(guest.locator("main")).not_to_contain_text("VNR26-R-001")
    hidden = guest.goto(reverse("council:decision", args=[review.slug, motion.number]))
    assert hidden is not None
    assert hidden.status == 404
    assert motion.number not in str(ledger_bundle(review))
