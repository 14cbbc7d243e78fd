"""Whoever votes as a proxy is called one, on every page."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consult.council.actions import cast_ballot, close_motion
from consult.council.forms.paper import PaperForm
from consult.council.models import Motion, Proxy
from consult.council.rules.reader import parse_rules
from consult.council.rules.stage import Stage
from consult.council.selectors.paper import holders_of
from tests.council.conftest import Council
from tests.council.pages import words


@pytest.mark.django_db
def test_a_proxy_is_called_one_on_every_page(
    council: Council,
    give: Callable[..., Proxy],
    put_by: Callable[..., Motion],
    let_voting_end: Callable[[Motion], Motion],
    signed_in: Callable[[Any], Client],
) -> None:
    holder = council.people[2][0]
    give(0, holder)
    motion = put_by("absolute_majority")
    rules = parse_rules(motion.rules)
    form = PaperForm(rules=rules, stage=Stage.VOTE, holders=holders_of(motion))
    assert "Ministry 0: Member 2, proxy</option>" in str(form["holder"])
    page = words(signed_in(holder).get(reverse("council:motion", args=[motion.pk])))
    assert "Ministry 0 You are the proxy of this seat." in page
    assert "A ballot by proxy needs a reason." in page
    cast_ballot(
        actor=holder,
        motion_id=motion.pk,
        seat_id=council.seats[0].pk,
        choice="approve",
        reason="The minister travels.",
        key=uuid.uuid4(),
    )
    close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    public = reverse("council:decision", args=[motion.review.slug, motion.number])
    assert "Ministry 0 1 Approve proxy" in words(Client().get(public))
