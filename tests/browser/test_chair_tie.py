"""A tie that the chair decides, from the form to the result, in a browser."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from consult.council.actions import cast_ballot, close_motion
from consult.council.models import Motion
from consult.council.selectors.clock import database_now
from consult.reviews.models import Review
from tests.council.conftest import Council

OpenPage = Callable[..., Page]


@pytest.mark.parametrize("javascript", [True, False])
def test_the_chair_is_named_when_the_motion_is_put_and_decides_the_tie(
    javascript: bool,
    make_council: Callable[..., Council],
    make_version: Callable[..., object],
    review: Review,
    open_page: OpenPage,
) -> None:
    council = make_council(2)
    make_version()
    page = open_page(user=council.secretary, javascript=javascript)
    page.goto(reverse("council:put", args=[review.slug]))
    page.get_by_label("Highlights, version 1").check()
    page.get_by_label("Title (English)").fill("Adopt the highlights")
    page.get_by_label("No quorum").check()
    page.get_by_label("At a tie").select_option(council.seats[1].reference)
    closes = database_now() + timedelta(days=2)
    page.get_by_label("Voting closes").fill(f"{closes:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Put the motion").click()
    says = "At a tie the vote of the seat Ministry 1 decides."
    expect(page.get_by_text(says)).to_be_visible()
    motion = Motion.objects.get()
    for seat, choice in ((0, "reject"), (1, "approve")):
        cast_ballot(
            actor=council.people[seat][0],
            motion_id=motion.pk,
            seat_id=council.seats[seat].pk,
            choice=choice,
            reason="",
            key=uuid.uuid4(),
        )
    Motion.objects.filter(pk=motion.pk).update(
        opens_at=database_now() - timedelta(days=1), closes_at=database_now()
    )
    close_motion(actor=None, motion_id=motion.pk)
    page.reload()
    decided = "The vote of the chair’s seat decided: Ministry 1 voted in favour."
    expect(page.get_by_text(decided)).to_be_visible()
    page.goto(reverse("council:decision", args=[review.slug, motion.number]))
    expect(page.get_by_text(decided)).to_be_visible()
    expect(page.get_by_text(says)).to_be_visible()
