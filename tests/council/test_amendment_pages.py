"""The pages of amendments: what is asked, what is shown, and to whom."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from consult.accounts.rules.roles import Role
from consult.council.actions import certify_motion, close_motion
from consult.council.models import Motion
from consult.council.selectors.clock import database_now
from consult.drafts.models import Draft
from consult.portal.actions import publish_version
from consult.reviews.models import Review
from tests.council.amendments import (  # noqa: F401
    TEXT,
    Water,
    amend,
    amendment_arguments,
    kept,
    order,
    water,
)
from tests.council.conftest import Council
from tests.council.pages import motion_url, words

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
Put = Callable[..., Motion]


def fields(water: Water, *keys: str, **changes: Any) -> dict[str, Any]:  # noqa: F811
    closes_at = database_now().astimezone(ZoneInfo("Africa/Nairobi")) + timedelta(days=2)
    return {
        "key": str(uuid.uuid4()),
        "proposer": "Ministry 1",
        "title_en": "All of the wells",
        "rule": "simple_majority",
        "quorum": "majority",
        "closes_at": f"{closes_at:%Y-%m-%dT%H:%M}",
        **{f"words-{key}-1": "All wells were repaired." for key in keys},
        **changes,
    }


def asking(review: Review, water: Water, *keys: str) -> str:  # noqa: F811
    address = reverse("council:amend", args=[review.slug])
    chosen = "".join(f"&passage={key}" for key in keys)
    return f"{address}?text={water.rendering.pk}{chosen}"


def test_the_secretary_chooses_a_text_passages_and_words(
    review: Review,
    council: Council,
    water: Water,  # noqa: F811
    signed_in: SignIn,
) -> None:
    client = signed_in(council.secretary)
    address = reverse("council:amend", args=[review.slug])
    assert "Water, version 1, English" in words(client.get(address))
    refused = client.get(f"{address}?text=")
    assert (refused.status_code, "Choose a text." in words(refused)) == (400, True)
    passages = client.get(asking(review, water))
    assert "Pumps were bought." in words(passages)
    again = client.get(asking(review, water) + "&chosen=1")
    assert "Choose at least one passage." in words(again)
    key = water.key("Wells were repaired.")
    page = client.get(asking(review, water, key))
    assert words(page, "//textarea[contains(@name, 'words-')]") == "Wells were repaired."
    sent = fields(water, key, **{f"after-{key}": "And _cleaned_."})
    put = client.post(asking(review, water, key), sent, follow=True)
    motion = Motion.objects.get()
    assert put.redirect_chain == [(motion_url(motion), 302)]
    shown = words(put, "//section[@aria-labelledby='amendment']")
    assert "Proposed by Ministry 1" in shown
    assert "Water, version 1" in shown
    assert "(removed: Wells) (added: All wells) were repaired." in shown.replace(" )", ")")
    assert "New passage (added: And cleaned.)" in shown.replace(" )", ")")
    assert motion.amendment.difference_sha256 in shown
    (link,) = html.fromstring(put.content.decode()).xpath("//a[contains(@href, '#b-')]/@href")
    assert link.endswith(f"?lang=en#b-{key}")


def test_a_refused_amendment_keeps_what_was_typed(
    review: Review,
    council: Council,
    water: Water,  # noqa: F811
    signed_in: SignIn,
) -> None:
    client = signed_in(council.secretary)
    key = water.key("Wells were repaired.")
    for changes, sentence in (
        ({f"words-{key}-1": "Wells were repaired."}, "The amendment changes nothing."),
        ({"title_en": "", f"words-{key}-1": "Kept words."}, "This field is required."),
        ({"closes_at": "2020-01-01T10:00"}, "Voting must close after it opens"),
    ):
        sent = fields(water, key, **changes)
        page = client.post(asking(review, water, key), sent)
        assert page.status_code == 400
        assert sentence in words(page, "//*[@data-error-summary]")
        assert words(page, f"//textarea[@name='words-{key}-1']") == sent[f"words-{key}-1"]
    water.publish(TEXT.replace("Pumps", "New pumps"))
    late = client.post(asking(review, water, key), fields(water, key))
    assert late.status_code == 400
    assert not Motion.objects.exists()


def test_rivals_are_kept_as_drafts_and_put_in_an_order(
    review: Review,
    council: Council,
    water: Water,  # noqa: F811
    signed_in: SignIn,
) -> None:
    client = signed_in(council.secretary)
    key = water.key("Wells were repaired.")
    address = reverse("council:order", args=[review.slug])
    assert "There is no draft of an amendment." in words(client.get(address))
    for text in ("All wells.", "Most wells."):
        sent = fields(water, **{f"words-{key}-1": text, "then": "draft"})
        page = client.post(asking(review, water, key), sent, follow=True)
        assert words(page, f"//textarea[@name='words-{key}-1']") == text
    drafts = list(Motion.objects.order_by("number"))
    changed = fields(water, **{f"words-{key}-1": "Some wells.", "then": "draft"})
    client.post(motion_url(drafts[1], "amendment_draft"), changed)
    assert client.get(motion_url(drafts[0], "draft")).status_code == 302
    sent = {"key": str(uuid.uuid4()), "reason": "Furthest first.", "hours": "48"}
    refused = client.post(address, {**sent, f"place-{drafts[0].pk}": "1"})
    assert "Give at least two amendments a place" in words(refused, "//*[@data-error-summary]")
    places = {f"place-{drafts[0].pk}": "2", f"place-{drafts[1].pk}": "1"}
    (new,) = html.fromstring(refused.content.decode()).xpath("//input[@name='key']/@value")
    page = client.post(address, {**sent, **places, "key": new}, follow=True)
    assert "The order VNR26-A-001 is stated." in words(page)
    assert "This is amendment 1 of 2 in the order VNR26-A-001 ." in words(page)
    assert "Some wells" in words(page, "//section[@aria-labelledby='amendment']")
    second = Motion.objects.get(pk=drafts[0].pk)
    waiting = client.get(motion_url(second))
    assert "voted on only if those before it in the stated order are not adopted" in words(waiting)
    assert second.closes_at - second.opens_at == timedelta(hours=48)


def test_discarding_the_draft_of_an_amendment_leaves_nothing(
    council: Council,
    kept: list[Motion],  # noqa: F811
    signed_in: SignIn,
) -> None:
    client = signed_in(council.secretary)
    client.post(motion_url(kept[0], "amendment_draft"), {"then": "discard"})
    assert Motion.objects.count() == 2


def test_an_editor_writes_what_was_adopted_into_a_draft_that_carries_it_out(
    review: Review,
    council: Council,
    water: Water,  # noqa: F811
    amend: Put,  # noqa: F811
    say: Any,
    let_voting_end: Callable[[Motion], Motion],
    person: Any,
    signed_in: SignIn,
) -> None:
    motion = amend(water.asked("First step.", "One **step**.", after="A step between."))
    for seat in range(3):
        say(motion, seat, "approve")
    address = reverse("council:carry_out", args=[review.slug, motion.number])
    editor = signed_in(water.editor)
    assert editor.get(address).status_code == 404
    close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    certify_motion(actor=council.secretary, motion_id=motion.pk)
    public = reverse("council:decision", args=[review.slug, motion.number])
    anonymous = Client().get(public)
    assert "The editors have still to carry it out" in words(anonymous)
    assert "(added: One step. )" in words(anonymous)
    assert "carry-out" not in anonymous.content.decode()
    assert address in editor.get(public).content.decode()
    assert signed_in(person(Role.OBSERVER)).get(address).status_code == 404
    assert "A step between." in words(editor.get(address))
    page = editor.post(address, follow=True)
    draft = Draft.objects.get(state="checking")
    assert page.redirect_chain[0][0] == reverse("drafts:draft", args=[draft.pk])
    assert [block["html"] for block in draft.blocks[3:]] == [
        "One <strong>step</strong>.",
        "A step between.",
        "Second step.",
    ]
    refused = editor.post(address)
    assert (refused.status_code, "Another draft of this chapter" in words(refused)) == (409, True)
    publish_version(actor=water.editor, chapter=water.chapter, languages=["en"])
    assert "The amendment is carried out in version 2." in words(Client().get(public))
    assert "The amendment is carried out in version 2." in words(
        signed_in(council.secretary).get(motion_url(motion))
    )
    assert editor.post(address).status_code == 409


def test_the_page_of_an_amendment_takes_four_queries_more_than_that_of_a_text(
    council: Council,
    order: Callable[..., list[Motion]],  # noqa: F811
    signed_in: SignIn,
    django_assert_num_queries: Any,
) -> None:
    motions = order()
    client = signed_in(council.people[0][0])
    client.get(motion_url(motions[0]))
    with django_assert_num_queries(20):
        client.get(motion_url(motions[0]))
