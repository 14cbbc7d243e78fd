"""A silence procedure in browsers: broken, and voted on; broken, and restored."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from consult.council.actions import close_motion
from consult.council.models import Motion
from tests.browser.chamber import (
    End,
    PutBy,
    ballot_form,
    cast,
    open_decision,
    open_motion,
    row,
    send_vote,
)
from tests.browser.conftest import OpenPage
from tests.council.conftest import Council

BROKEN = "Silence is broken. It holds again only if objections are withdrawn before the deadline."
VOTE_FOLLOWS = "Silence was broken, so the rule lets a vote follow, on the same text"


def hashes(page: Page) -> list[str]:
    return page.locator("section[aria-labelledby=texts] code.hash").all_inner_texts()


def deadline_comes(motion: Motion, let_voting_end: End) -> None:
    motion.refresh_from_db()
    let_voting_end(motion)
    close_motion(actor=None, motion_id=motion.pk)
    motion.refresh_from_db()


@pytest.mark.parametrize("javascript", [True, False])
def test_an_objection_breaks_silence_and_a_vote_on_the_same_text_follows(
    javascript: bool,
    council: Council,
    put_by: PutBy,
    let_voting_end: End,
    open_page: OpenPage,
) -> None:
    motion = put_by("silence_then_vote")
    first, second, third = (
        open_page(user=people[0], javascript=javascript) for people in council.people
    )
    put = hashes(open_motion(second, motion))
    expect(second.get_by_text("Deadline for objections")).to_be_visible()

    send_vote(ballot_form(open_motion(first, motion), "Ministry 0"), "Object")
    expect(first.get_by_role("status").first).to_contain_text("recorded: Object.")
    if not javascript:
        second.reload()
    expect(second.get_by_text(BROKEN)).to_be_visible()
    assert row(second, "roll", "Ministry 0")[2:] == ["Object Member 0"]
    assert row(second, "roll", "Ministry 1")[2:] == ["No objection"]
    late = first.locator("form[action*=reasons]")
    late.get_by_role("textbox", name="Reason").fill("The tables are missing.")
    late.get_by_role("button", name="Give the reason").click()
    expect(first.get_by_text("The reason of your objection is recorded.")).to_be_visible()

    deadline_comes(motion, let_voting_end)
    if javascript:
        expect(second.locator("[data-assertive]")).to_have_text(
            "Silence is broken. The vote is open."
        )
    else:
        second.reload()
    expect(second.get_by_text(VOTE_FOLLOWS)).to_be_visible()
    assert hashes(second) == put
    cast(first, motion, "Ministry 0", "Reject")
    cast(second, motion, "Ministry 1", "Approve")
    cast(third, motion, "Ministry 2", "Approve")

    deadline_comes(motion, let_voting_end)
    public = open_decision(open_page(javascript=javascript), motion)
    expect(public.get_by_text("Vote opened after broken silence")).to_be_visible()
    assert hashes(public) == put
    assert row(public, "seats", "Ministry 0")[1:] == ["Object member", "Reject member"]
    assert row(public, "seats", "Ministry 2")[1:] == ["No objection", "Approve member"]
    expect(public.locator("main")).to_contain_text("Adopted")


def test_a_withdrawn_objection_restores_silence_where_the_rule_says_so(
    council: Council,
    put_by: PutBy,
    let_voting_end: End,
    open_page: OpenPage,
) -> None:
    motion = put_by("silence_then_vote")
    member, other = (open_page(user=people[0]) for people in council.people[:2])
    send_vote(ballot_form(open_motion(member, motion), "Ministry 0"), "Object", "Not yet.")
    open_motion(other, motion)
    expect(other.get_by_text(BROKEN)).to_be_visible()
    send_vote(ballot_form(open_motion(member, motion), "Ministry 0"), "Withdraw the objection")
    expect(member.get_by_role("status").first).to_contain_text("Withdraw the objection.")
    expect(other.get_by_text(BROKEN)).to_have_count(0)

    deadline_comes(motion, let_voting_end)
    expect(other.locator("[data-live=result]")).to_contain_text("Adopted")
    public = open_decision(open_page(), motion)
    tally = public.locator("dl.tally > div").all_inner_texts()
    assert [" ".join(line.split()) for line in tally] == [
        "Objections that stood 0",
        "Objections withdrawn 1",
    ]
    assert row(public, "seats", "Ministry 0")[1:] == ["Withdraw the objection member"]


def test_where_nothing_restores_silence_the_first_objection_ends_the_motion(
    council: Council,
    put_by: PutBy,
    open_page: OpenPage,
) -> None:
    motion = put_by("silence_72_hours")
    member, other = (open_page(user=people[0]) for people in council.people[:2])
    open_motion(other, motion)
    send_vote(ballot_form(open_motion(member, motion), "Ministry 0"), "Object", "No.")
    expect(other.locator("[data-live=result]")).to_contain_text("Silence broken")
    expect(member.locator("[data-live=result]")).to_contain_text("Silence broken")
    expect(member.get_by_role("button", name="Send")).to_have_count(0)
