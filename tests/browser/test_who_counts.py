"""A member, an alternate and a proxy of one seat, and a recusal, as the pages show them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from consult.council.actions import close_motion
from consult.council.models import Seat
from tests.browser.chamber import (
    End,
    PutBy,
    ballot_form,
    cast,
    choose,
    comparisons,
    open_decision,
    open_motion,
    row,
    send_vote,
)
from tests.browser.conftest import OpenPage
from tests.council.conftest import Council

COUNTS = "This ballot counts."
OVERRIDDEN = "The ballot of somebody who ranks before you counts for this seat."


def give(page: Page, seat: Seat, holder: Any) -> None:
    """Give a seat a proxy, as the secretary does."""
    page.goto(reverse("council:proxies", args=[seat.institution.review.slug]))
    form = page.locator("section[aria-labelledby=give]")
    form.get_by_label("Seat that is represented").select_option(str(seat.pk))
    form.get_by_label("Proxy").select_option(str(holder.pk))
    form.get_by_label("From").fill("2026-01-01T09:00")
    form.get_by_role("button", name="Give the proxy").click()
    expect(page.get_by_role("status").first).to_contain_text(f"{holder.name} is now the proxy of")


def test_the_member_counts_before_the_alternate_and_the_alternate_before_the_proxy(
    council: Council,
    put_by: PutBy,
    let_voting_end: End,
    open_page: OpenPage,
) -> None:
    secretary = open_page(user=council.secretary)
    give(secretary, council.seats[0], council.people[2][0])
    give(secretary, council.seats[1], council.people[2][1])
    motion = put_by("absolute_majority")
    member, alternate = (open_page(user=user) for user in council.people[0])
    proxy, other = (open_page(user=user) for user in council.people[2])

    held = ballot_form(open_motion(proxy, motion), "Ministry 0")
    expect(held).to_contain_text("You are the proxy of this seat.")
    send_vote(held, "Approve")
    expect(proxy.get_by_role("alert").first).to_contain_text("reason")
    held.locator("textarea[name=reason]").fill("The minister travels.")
    held.get_by_role("button", name="Cast the vote").click()
    expect(held).to_contain_text(COUNTS)

    cast(alternate, motion, "Ministry 0", "Reject")
    expect(ballot_form(alternate, "Ministry 0")).to_contain_text(COUNTS)
    expect(ballot_form(open_motion(proxy, motion), "Ministry 0")).to_contain_text(OVERRIDDEN)
    cast(member, motion, "Ministry 0", "Abstain")
    cast(alternate, motion, "Ministry 0", "Approve")
    mine = ballot_form(alternate, "Ministry 0")
    expect(mine).to_contain_text(OVERRIDDEN)
    expect(mine).not_to_contain_text(COUNTS)
    cast(other, motion, "Ministry 1", "Approve", "Asked to by letter.")

    close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    open_motion(secretary, motion)
    assert row(secretary, "roll", "Ministry 0") == [
        "Member 0 member Alternate 0 alternate 1 Member 2 proxy",
        "1",
        "Abstain Member 0",
    ]
    assert row(secretary, "roll", "Ministry 1")[2] == "Approve Alternate 2 Asked to by letter."
    public = open_decision(open_page(), motion)
    assert row(public, "seats", "Ministry 0") == ["1", "Abstain member"]
    assert row(public, "seats", "Ministry 1") == ["1", "Approve proxy"]


@pytest.mark.parametrize(
    ("less", "compared"),
    [([], ["1", "3", "3/2", "No"]), (["recused"], ["1", "2", "1", "No"])],
)
def test_a_recused_seat_leaves_the_base_where_the_rule_says_so(
    less: list[str],
    compared: list[str],
    council: Council,
    put_by: PutBy,
    let_voting_end: End,
    open_page: OpenPage,
) -> None:
    passes = {
        "count": "yes",
        "unit": "heads",
        "compare": "more_than",
        "share": "1/2",
        "base": "entitled",
        "less": less,
    }
    motion = put_by("absolute_majority", rules={"passes": passes, "quorum": None})
    pages = [open_page(user=people[0]) for people in council.people]
    form = ballot_form(open_motion(pages[0], motion), "Ministry 0")
    choose(form, "Recused: a conflict of interest")
    form.locator("textarea[name=reason]").fill("My brother wrote it.")
    form.get_by_role("button", name="Cast the vote").click()
    expect(form).to_contain_text(COUNTS)
    cast(pages[1], motion, "Ministry 1", "Approve")
    cast(pages[2], motion, "Ministry 2", "Abstain")

    close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    public = open_decision(open_page(), motion)
    for page in (open_motion(pages[1], motion), public):
        assert comparisons(page, "Condition for adoption") == [compared]
    assert row(public, "seats", "Ministry 0") == ["1", "Recused: a conflict of interest member"]
    assert "My brother" not in public.locator("main").inner_text()
