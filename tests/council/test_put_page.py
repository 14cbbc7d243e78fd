"""The form with which the secretary puts a motion."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from consult.council.models import Motion, Seat
from consult.council.selectors.clock import database_now
from consult.reviews.models import Review
from tests.council.conftest import Council
from tests.council.pages import motion_url, words

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]


def put_fields(version: Any, **changes: Any) -> dict[str, Any]:
    closes_at = database_now().astimezone(ZoneInfo("Africa/Nairobi")) + timedelta(days=2)
    return {
        "key": str(uuid.uuid4()),
        "versions": [str(version.pk)],
        "authentic_language": "en",
        "title_en": "Adopt the annexes",
        "title_ka": "დანართების დამტკიცება",
        "explanation_en": "All of them.",
        "kind": "text",
        "rule": "two_thirds",
        "quorum": "two_thirds",
        "opens_at": "",
        "closes_at": f"{closes_at:%Y-%m-%dT%H:%M}",
        **changes,
    }


def test_the_secretary_puts_a_motion_in_the_zone_of_the_review(
    review: Review, council: Council, make_version: Any, signed_in: SignIn
) -> None:
    version = make_version("annexes")
    client = signed_in(council.secretary)
    address = reverse("council:put", args=[review.slug])
    assert "Annexes, version 1 (English, Français)" in words(client.get(address))
    fields = put_fields(version)
    page = client.post(address, fields, follow=True)
    motion = Motion.objects.get()
    assert page.redirect_chain == [(motion_url(motion), 302)]
    assert "Motion VNR26-M-001 is put to the council." in words(page)
    local = motion.closes_at.astimezone(ZoneInfo("Africa/Nairobi"))
    assert f"{local:%Y-%m-%dT%H:%M}" == fields["closes_at"]
    assert motion.title == "Adopt the annexes"
    with override("ka"):
        assert motion.title == "დანართების დამტკიცება"
    assert (motion.rules["passes"]["share"], motion.rules["quorum"]["share"]) == ("2/3", "2/3")


def test_a_rule_about_blocks_is_offered_where_every_seat_belongs_to_one(
    review: Review, council: Council, signed_in: SignIn
) -> None:
    client = signed_in(council.secretary)
    address = reverse("council:put", args=[review.slug])
    in_blocks = "Two thirds of the votes for and against, and a majority in each block"
    assert in_blocks not in words(client.get(address))
    first, *others = Seat.objects.filter(institution__review=review)
    for seat in others:
        seat.block = "ministries"
        seat.save(update_fields=["block"])
    assert in_blocks not in words(client.get(address))
    first.block = "civil society"
    first.save(update_fields=["block"])
    assert in_blocks in words(client.get(address))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title_en": ""}, "This field is required."),
        ({"versions": []}, "Choose at least one text."),
        ({"authentic_language": "ar"}, "has no text in the language chosen as authentic"),
        ({"closes_at": "2020-01-01T10:00"}, "Voting must close after it opens"),
        ({"versions": [str(uuid.uuid4())]}, "is not one of the available choices"),
    ],
)
def test_a_refused_motion_keeps_what_was_typed(
    changes: dict[str, Any],
    sentence: str,
    review: Review,
    council: Council,
    make_version: Any,
    signed_in: SignIn,
) -> None:
    address = reverse("council:put", args=[review.slug])
    fields = put_fields(make_version("annexes"), **changes)
    page = signed_in(council.secretary).post(address, fields)
    assert page.status_code == 400
    assert sentence in words(page, "//*[@data-error-summary]")
    assert words(page, "//textarea[@name='explanation_en']") == "All of them."
    assert not Motion.objects.exists()
