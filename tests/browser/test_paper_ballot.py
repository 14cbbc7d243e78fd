"""A paper ballot in a browser: two people enter it, and it counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from consult.accounts.rules.roles import Role
from consult.council.models import Ballot, Motion
from tests.browser.test_motion_live import choose
from tests.council.conftest import Council
from tests.council.papers import pdf, png


def enter(page: Page, motion: Motion, vote: str, scan: dict[str, Any]) -> None:
    page.goto(reverse("council:motion", args=[motion.pk]))
    page.get_by_role("link", name="Paper ballots").click()
    page.get_by_label("Seat and person").select_option(label="Ministry 1: Member 1, member")
    choose(page, vote)
    page.get_by_label("Reason on the paper").fill("Signed at the embassy.")
    page.get_by_label("Scan of the signed paper").set_input_files(scan)  # type: ignore[arg-type]
    page.get_by_role("button", name="Enter the paper ballot").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_two_people_enter_a_paper_ballot(
    javascript: bool,
    council: Council,
    motion: Motion,
    person: Any,
    open_page: Callable[..., Page],
) -> None:
    second = person(Role.COUNCIL_SECRETARY, name="Tomas Second")
    picture = {"name": "paper.png", "mimeType": "image/png", "buffer": png()}
    document = {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    one = open_page(user=council.secretary, javascript=javascript)
    two = open_page(user=second, javascript=javascript)
    enter(one, motion, "Approve", picture)
    expect(one.get_by_role("status")).to_contain_text("once a second person enters it")
    enter(two, motion, "Reject", document)
    expect(two.locator("main")).to_contain_text("The two read different votes.")
    assert Ballot.objects.count() == 0
    enter(two, motion, "Approve", document)
    enter(one, motion, "Approve", picture)
    expect(one.locator("main")).to_contain_text("The paper is ballot 1 of this motion.")
    (ballot,) = Ballot.objects.all()
    assert (ballot.caster, ballot.choice, ballot.reason) == (
        council.people[1][0],
        "approve",
        "Signed at the embassy.",
    )
    voter = open_page(user=council.people[1][0], javascript=javascript)
    voter.goto(reverse("council:motion", args=[motion.pk]))
    expect(voter.locator("main")).to_contain_text(
        "On paper, entered by Tomas Second and Sena Secretary."
    )
