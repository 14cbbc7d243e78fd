"""Pages of a vote chapter by chapter: the form, the room's, the public one, and its data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from consult.council.actions import certify_motion, void_motion
from consult.council.models import Motion, RollUp
from consult.council.selectors.clock import database_now
from consult.council.selectors.decision import decided, decision_of
from consult.reporting.exports import minutes_file
from consult.reporting.exports.certificate import certificate_document
from consult.reviews.models import Review
from tests.council.conftest import Council
from tests.council.pages import motion_url, words
from tests.council.test_put_page import put_fields

pytestmark = pytest.mark.django_db

PutRolled = Callable[..., RollUp]
EndAll = Callable[..., RollUp]
SignIn = Callable[[Any], Client]


def room_url(rollup: RollUp, name: str = "rollup") -> str:
    return reverse(f"council:{name}", args=[rollup.pk])


def public_url(rollup: RollUp) -> str:
    return reverse("council:rolled_up", args=[rollup.review.slug, rollup.number])


def in_two_chapters(make_version: Any, **changes: Any) -> dict[str, Any]:
    versions = [make_version(slug) for slug in ("annexes", "conclusion")]
    fields = put_fields(versions[0], **{"rolled_up": "all", **changes})
    return {**fields, "versions": [str(version.pk) for version in versions]}


def test_the_secretary_puts_chapters_one_by_one(
    review: Review, council: Council, make_version: Any, signed_in: SignIn
) -> None:
    client = signed_in(council.secretary)
    fields = in_two_chapters(make_version)
    address = reverse("council:put", args=[review.slug])
    page = client.post(address, fields, follow=True)
    rollup = RollUp.objects.get()
    assert page.redirect_chain == [(room_url(rollup), 302)]
    shown = words(page)
    assert "put to the council chapter by chapter, as VNR26-W-001." in shown
    assert "The whole is adopted if each of its chapters is adopted." in shown
    assert "Annexes: Adopt the annexes" in shown
    assert "0 of 2" in shown
    assert client.post(address, fields).headers["Location"] == room_url(rollup)
    assert (RollUp.objects.count(), Motion.objects.count()) == (1, 2)
    room = words(client.get(reverse("council:room", args=[review.slug])))
    assert "VNR26-W-001 Not decided yet" in room
    motion = rollup.motions.all()[0]
    assert "Part of a vote chapter by chapter VNR26-W-001" in words(client.get(motion_url(motion)))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"then": "draft"}, "A vote chapter by chapter is not kept as a draft."),
        ({"kind": "mandate"}, "Only texts are voted on chapter by chapter."),
        ({"versions": 1}, "Choose at least two texts to vote on chapter by chapter"),
    ],
)
def test_what_is_no_vote_chapter_by_chapter_is_refused_at_its_field(
    changes: dict[str, Any],
    sentence: str,
    review: Review,
    council: Council,
    make_version: Any,
    signed_in: SignIn,
) -> None:
    fields = in_two_chapters(make_version, **changes)
    if changes.get("versions"):
        fields["versions"] = fields["versions"][:1]
    address = reverse("council:put", args=[review.slug])
    page = signed_in(council.secretary).post(address, fields)
    assert page.status_code == 400
    assert sentence in words(page, "//*[@data-error-summary]")
    assert words(page, "//textarea[@name='explanation_en']") == "All of them."
    assert not Motion.objects.exists()


def test_a_draft_is_always_one_motion(
    review: Review, council: Council, make_version: Any, signed_in: SignIn
) -> None:
    client = signed_in(council.secretary)
    fields = in_two_chapters(make_version, rolled_up="", then="draft")
    page = client.post(reverse("council:put", args=[review.slug]), fields, follow=True)
    assert b"rolled_up" not in page.content


def test_the_whole_is_offered_to_the_secretary_alone(
    put_rolled: PutRolled, end_all: EndAll, council: Council, signed_in: SignIn
) -> None:
    rollup = put_rolled("all_then_whole")
    client = signed_in(council.secretary)
    closes_at = database_now().astimezone(ZoneInfo("Africa/Nairobi")) + timedelta(days=1)
    fields = {
        "key": "6f2b2a2e-5d0c-4b3e-9d5b-0f5a1c3f7a10",
        "opens_at": "",
        "closes_at": f"{closes_at:%Y-%m-%dT%H:%M}",
    }
    early = client.post(room_url(rollup, "whole"), fields)
    assert early.status_code == 409
    assert "only once every chapter is adopted" in words(early, "//*[@data-error-summary]")
    end_all(rollup, "approve", "approve")
    assert "Put the whole to the council" in words(client.get(room_url(rollup)))
    member = signed_in(council.people[0][0])
    assert "The secretary can now put the whole" in words(member.get(room_url(rollup)))
    assert member.post(room_url(rollup, "whole"), fields).status_code == 404
    assert client.post(room_url(rollup, "whole"), {**fields, "closes_at": ""}).status_code == 400
    page = client.post(room_url(rollup, "whole"), fields, follow=True)
    motion = rollup.wholes.get()
    assert page.redirect_chain == [(motion_url(motion), 302)]
    assert "Vote on the whole Its chapters were adopted one by one: VNR26-W-001" in words(page)
    assert motion.number in words(client.get(room_url(rollup)), "//section[last()]")


def test_everybody_reads_of_it_once_a_chapter_is_decided(
    put_rolled: PutRolled, end_all: EndAll, council: Council, client: Client
) -> None:
    rollup = put_rolled()
    listed = f"/reviews/{rollup.review.slug}/decisions.json"
    data = f"/reviews/{rollup.review.slug}/rollups/{rollup.number}.json"
    assert client.get(public_url(rollup)).status_code == 404
    assert client.get(listed).json()["rollups"] == []
    end_all(rollup, "approve", "reject")
    page = words(client.get(public_url(rollup)))
    assert "Result Not adopted" in page
    assert "Chapters adopted 1 of 2" in page
    index = words(client.get(reverse("council:decisions", args=[rollup.review.slug])))
    assert "Adopt the report Not adopted" in index
    (entry,) = client.get(listed).json()["rollups"]
    assert (entry["number"], entry["status"]) == (rollup.number, "not_adopted")
    assert entry["address"].endswith(data)
    document = client.get(data).json()
    assert document["outcome"] == rollup.outcome
    assert [each["status"] for each in document["motions"]] == ["adopted", "rejected"]
    assert [each["leaf"]["event"] for each in document["ledger"]["entries"]] == [
        "rollup.put.v1",
        "rollup.decided.v1",
    ]


def test_a_void_chapter_is_stated_on_both_pages(
    put_rolled: PutRolled, council: Council, signed_in: SignIn, client: Client
) -> None:
    rollup = put_rolled()
    for motion in rollup.motions.all():
        void_motion(actor=council.secretary, motion_id=motion.pk, reason="Put too early.")
    sentence = "a void motion adopts nothing, so the whole is not adopted"
    assert sentence in words(client.get(public_url(rollup)))
    assert sentence in words(signed_in(council.secretary).get(room_url(rollup)))


def test_rehearsals_are_marked_and_never_public(
    put_rolled: PutRolled, end_all: EndAll, council: Council, signed_in: SignIn, client: Client
) -> None:
    rollup = end_all(put_rolled(rehearsal=True), "approve", "approve")
    assert "Nothing that happens here is real" in words(
        signed_in(council.secretary).get(room_url(rollup))
    )
    assert client.get(public_url(rollup)).status_code == 404


def test_every_form_of_the_record_names_it(
    put_rolled: PutRolled, end_all: EndAll, council: Council, client: Client, review: Review
) -> None:
    rollup = end_all(put_rolled(), "approve", "approve")
    motion = rollup.motions.order_by("number")[0]
    certify_motion(actor=council.secretary, motion_id=motion.pk)
    decision = decision_of(decided(review).get(pk=motion.pk))
    assert decision.document["record"]["rollup"] == {
        "number": rollup.number,
        "title": {"en": "Adopt the report"},
        "rule": "all",
        "part": "chapter",
    }
    page = client.get(reverse("council:decision", args=[review.slug, motion.number]))
    assert "Part of a vote chapter by chapter VNR26-W-001 : Adopt the report" in words(page)
    assert rollup.number in certificate_document(decision, "en")
    assert minutes_file(review, [decision], "en")


@pytest.mark.parametrize("chapters", [2, 6])
def test_the_pages_cost_the_same_with_2_and_6_chapters(
    chapters: int,
    put_rolled: PutRolled,
    end_all: EndAll,
    make_version: Any,
    council: Council,
    signed_in: SignIn,
    client: Client,
    django_assert_num_queries: Any,
) -> None:
    versions = [make_version(f"chapter-{place}") for place in range(chapters)]
    rollup = end_all(put_rolled(versions=versions), *["approve"] * chapters)
    staff = signed_in(council.secretary)
    staff.get(room_url(rollup))
    with django_assert_num_queries(8):
        staff.get(room_url(rollup))
    client.get(public_url(rollup))
    with django_assert_num_queries(5):
        client.get(public_url(rollup))
