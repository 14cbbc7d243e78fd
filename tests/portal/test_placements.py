"""Passages in doubt: the editors' list, each decision, and who comes second."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consult.accounts.rules.roles import Role
from consult.comments.models import BlockTally, Comment
from consult.core.errors import NotPermitted, NotThere
from consult.drafts.models import Chapter, Placement, PlacementDecision
from consult.drafts.rules.settling import (
    AlreadySettled,
    NoPlaceProposed,
    NothingToUndo,
    WordsNotThere,
)
from tests.comments.scene import last_leaf, passage_of, publish_text
from tests.portal.doubts import SECOND, islands, second, settle, standing
from tests.portal.reading import page_at, words

__all__ = ["islands", "second"]

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
LIST = "/en/editing/vnr-2026/introduction/placements/"


def test_the_list_shows_the_passage_then_and_that_no_place_is_proposed(
    second: Chapter, islands: Comment, editor: Any, signed_in: SignIn
) -> None:
    client = signed_in(editor)
    desk = page_at(client, "/en/editing/vnr-2026/")
    assert words(desk, f"//a[@href='{LIST}']") == [
        "1 commented passage waits to be settled – Introduction"
    ]
    page = page_at(client, LIST)
    assert words(page, "//mark") == ["small islands"]
    assert words(page, "//article//blockquote") == ["Data for small islands are missing."]
    assert words(page, "//dd")[-1] == "No place is proposed: its paragraph is gone."
    assert words(page, "//article//form//button") == [f"It is gone – {islands.number}"]
    assert "Which islands?" in page.text_content()


def test_what_is_not_public_is_listed_by_its_number_alone(
    chapter: Chapter, post: Any, editor: Any, signed_in: SignIn
) -> None:
    waiting = post("Nobody may read this yet.", anchor_at=passage_of(chapter, 3))
    publish_text(editor, chapter, SECOND)
    page = page_at(signed_in(editor), LIST)
    assert words(page, "//article//h2") == [waiting.number]
    assert "Nobody may read this yet." not in page.text_content()


@pytest.mark.parametrize("comments", [1, 12])
def test_the_list_costs_the_same_for_any_number(
    chapter: Chapter,
    post: Any,
    editor: Any,
    signed_in: SignIn,
    django_assert_num_queries: Any,
    comments: int,
) -> None:
    for number in range(comments):
        post(f"Comment {number}", anchor_at=passage_of(chapter, 3))
    publish_text(editor, chapter, SECOND)
    client = signed_in(editor)
    client.get(LIST)
    with django_assert_num_queries(11):
        assert len(page_at(client, LIST).xpath("//article")) == comments


def test_confirming_that_it_is_gone_is_a_row_and_an_entry_and_leaves_the_carry_over_alone(
    second: Chapter, islands: Comment, editor: Any, review: Any
) -> None:
    before = list(Placement.objects.values())
    assert standing(islands) == (None, "removed", True)

    settle(editor, second, islands, "removed")

    assert standing(islands) == (None, "removed", False)
    second.refresh_from_db()
    assert second.unsettled == 0
    assert list(Placement.objects.values()) == before
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["actor"], leaf["subject"]) == (
        "passage.settled.v1",
        editor.reference,
        f"anchor:{islands.anchor_id}",
    )
    assert leaf["data"] == {
        "chapter": "introduction",
        "version": 2,
        "number": 1,
        "verdict": "removed",
        "outcome": "removed",
        "block": None,
        "start": None,
        "end": None,
    }


def test_placing_it_elsewhere_moves_the_comment_and_its_counts(
    second: Chapter, islands: Comment, editor: Any
) -> None:
    councils = passage_of(second, 2).block_key

    made = settle(editor, second, islands, "placed", block_key=councils, words="  Seven councils ")

    assert (made.start, made.end, made.outcome) == (0, len("Seven councils"), "changed")
    assert standing(islands) == (councils, "changed", False)
    tallies = BlockTally.objects.values_list("block_key", "shown", "threads")
    assert list(tallies) == [(councils, 1, 1)]


def test_the_same_words_elsewhere_count_as_moved(
    chapter: Chapter, islands: Comment, editor: Any
) -> None:
    publish_text(editor, chapter, SECOND + "\nNothing was said about small islands.\n")
    islands.refresh_from_db()
    block = passage_of(chapter, 3).block_key
    if islands.unsettled_at is None:
        pytest.skip("The carry-over found the words by itself.")
    made = settle(editor, chapter, islands, "placed", block_key=block, words="small islands")
    assert made.outcome == "moved"


def test_a_proposed_place_is_accepted_with_one_button(
    chapter: Chapter, post: Any, judge: Any, editor: Any, signed_in: SignIn
) -> None:
    comment = post("Which five?", anchor_at=passage_of(chapter, 2, "the minutes of five"))
    judge(comment)
    publish_text(editor, chapter, SECOND)
    placement = Placement.objects.get(anchor=comment.anchor_id)
    assert (placement.outcome, placement.start) == ("removed", None)
    client = signed_in(editor)
    [form] = page_at(client, LIST).xpath("//article//form")
    fields = {field.name: field.value for field in form.xpath(".//input[@name != '']")}

    done = client.post(form.get("action"), {**fields, "verdict": "accepted"}, follow=True)

    assert "The proposed place is accepted." in done.content.decode()
    assert "Nothing waits" in done.content.decode()
    assert standing(comment) == (placement.block_key, "changed", False)


def test_a_decision_is_taken_back_and_the_passage_waits_again(
    second: Chapter, islands: Comment, editor: Any, signed_in: SignIn
) -> None:
    settle(editor, second, islands, "placed", block_key=passage_of(second, 1).block_key)
    client = signed_in(editor)
    page = page_at(client, f"{LIST}?settled")
    assert words(page, "//article//button") == [f"Take back – {islands.number}"]
    [form] = page.xpath("//article//form")
    fields = {field.name: field.value for field in form.xpath(".//input[@name != '']")}

    client.post(form.get("action"), {**fields, "verdict": "undone"})

    assert standing(islands) == (None, "removed", True)
    verdicts = PlacementDecision.objects.order_by("number").values_list("verdict", flat=True)
    assert list(verdicts) == ["placed", "undone"]
    assert words(page_at(client, LIST), "//article//h2") == [islands.number]
    with pytest.raises(NothingToUndo):
        settle(editor, second, islands, "undone", seen=2)


def test_who_decides_second_is_told_and_nothing_is_written(
    second: Chapter, islands: Comment, editor: Any, person: Any, signed_in: SignIn
) -> None:
    settle(editor, second, islands, "removed")
    client = signed_in(person(Role.EDITOR))
    address = reverse("portal:settle", args=["vnr-2026", "introduction", islands.anchor_id])

    late = client.post(address, {"verdict": "removed", "version": 2, "seen": 0})

    assert late.status_code == 409
    assert "Somebody else has settled this passage" in late.content.decode()
    with pytest.raises(AlreadySettled):
        settle(editor, second, islands, "removed", version_number=1, seen=1)
    assert PlacementDecision.objects.count() == 1


def test_places_that_are_none_are_refused(
    second: Chapter, islands: Comment, editor: Any, post: Any, signed_in: SignIn
) -> None:
    block = passage_of(second, 1).block_key
    with pytest.raises(NoPlaceProposed):
        settle(editor, second, islands, "accepted")
    with pytest.raises(WordsNotThere):
        settle(editor, second, islands, "placed", block_key=block, words="no such words")
    with pytest.raises(WordsNotThere):
        settle(editor, second, islands, "placed", block_key=block, words="e")
    with pytest.raises(NotThere):
        settle(editor, second, islands, "placed", block_key=islands.anchor.block_key)
    with pytest.raises(NotThere):
        settle(editor, second, post("On version 2"), "removed")
    address = reverse("portal:settle", args=["vnr-2026", "introduction", islands.anchor_id])
    sent = {"verdict": "placed", "version": 2, "seen": 0, "block": str(block), "words": "gone"}
    refused = signed_in(editor).post(address, sent)
    assert refused.status_code == 400
    assert "These words do not stand exactly once" in refused.content.decode()
    assert PlacementDecision.objects.count() == 0


def test_only_editors_decide(second: Chapter, islands: Comment, person: Any) -> None:
    with pytest.raises(NotPermitted):
        settle(person(Role.LEAD_MODERATOR), second, islands, "removed")
    assert PlacementDecision.objects.count() == 0


def test_the_page_finds_paragraphs_by_their_words(
    second: Chapter, islands: Comment, editor: Any, signed_in: SignIn
) -> None:
    address = reverse("portal:settle", args=["vnr-2026", "introduction", islands.anchor_id])
    client = signed_in(editor)
    assert len(page_at(client, address).xpath("//input[@type='radio']")) == 3
    found = page_at(client, f"{address}?q=SEVEN councils")
    assert words(found, "//label[starts-with(@for, 'id_block_')]") == [
        "3. Seven councils met in public."
    ]
    sent = {
        field.name: field.value
        for field in found.xpath("//form[@method='post']//input[@type='hidden']")
    }
    key = found.xpath("//input[@type='radio']/@value")[0]
    done = client.post(f"{address}?q=SEVEN councils", {**sent, "block": key, "words": ""})
    assert done.headers["Location"] == LIST
    assert standing(islands) == (passage_of(second, 2).block_key, "changed", False)
