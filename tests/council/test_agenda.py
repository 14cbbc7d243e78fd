"""The agenda of a live session changes as long as its items are still ahead."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from consult.core.errors import NotPermitted, NotThere
from consult.core.models import Entry
from consult.council.actions import (
    add_to_agenda,
    announce_sitting,
    change_item,
    move_item,
    move_sitting,
)
from consult.council.models import AgendaItem, Motion, Sitting
from consult.council.rules.agenda import ItemDealtWith, ItemMoved, ItemUnnamed
from consult.council.rules.sitting import SittingEnded
from consult.ledger.leaf import Leaf
from consult.reviews.models import Review
from tests.council.conftest import Council
from tests.council.pages import words

pytestmark = pytest.mark.django_db(transaction=True)

SignIn = Callable[[Any], Client]


@pytest.fixture
def sitting(council: Council, review: Review) -> Sitting:
    return announce_sitting(
        actor=council.secretary,
        review=review,
        title="Third session",
        starts_at=now(),
        video_link="",
        agenda=[("One", None), ("Two", None), ("Three", None)],
        key=uuid.uuid4(),
    )


def titles(sitting: Sitting) -> list[str]:
    return list(sitting.items.order_by("position").values_list("title", flat=True))


def item(sitting: Sitting, title: str) -> AgendaItem:
    return sitting.items.get(title=title)


def go(council: Council, sitting: Sitting, seen: int, to: str) -> None:
    move_sitting(actor=council.secretary, sitting_id=sitting.pk, seen=seen, to=to)


def moved(council: Council, sitting: Sitting, title: str, *, up: bool, seen: int = 0) -> None:
    found = item(sitting, title)
    move_item(
        actor=council.secretary,
        sitting_id=sitting.pk,
        item_id=found.pk,
        seen=seen or found.position,
        up=up,
    )


def changed(council: Council, sitting: Sitting, was: str, title: str, **more: Any) -> None:
    change_item(
        actor=council.secretary,
        sitting_id=sitting.pk,
        item_id=item(sitting, more.pop("of", was)).pk,
        was=was,
        title=title,
        motion=more.pop("motion", None),
    )


def entered(sitting: Sitting) -> list[tuple[Any, ...]]:
    found = Entry.objects.filter(subject=sitting.reference, event="session.agenda_changed.v1")
    leaves = [Leaf.decode(bytes(entry.leaf)).data for entry in found.order_by("index")]
    return [(d["change"], d["before"], d["position"], d["motion"]) for d in leaves]


def test_items_are_added_reworded_and_moved_and_each_change_is_entered(
    council: Council, sitting: Sitting, motion: Motion
) -> None:
    key = uuid.uuid4()
    for _twice in range(2):
        add_to_agenda(
            actor=council.secretary,
            sitting_id=sitting.pk,
            title="  Four  ",
            motion=motion,
            key=key,
        )
    go(council, sitting, 0, "start")
    moved(council, sitting, "Four", up=True)
    moved(council, sitting, "Two", up=False)
    changed(council, sitting, "Three", "Third", motion=motion)
    changed(council, sitting, "Third", "Third", motion=motion)
    assert titles(sitting) == ["One", "Four", "Two", "Third"]
    assert item(sitting, "Third").motion == motion
    number = motion.number
    assert entered(sitting) == [
        ("added", None, 4, number),
        ("moved", 4, 3, number),
        ("moved", 2, 3, None),
        ("changed", 4, 4, number),
    ]


def test_what_is_refused(council: Council, sitting: Sitting) -> None:
    go(council, sitting, 0, "start")
    for refused, error in (
        (lambda: moved(council, sitting, "One", up=False), ItemDealtWith),
        (lambda: moved(council, sitting, "Two", up=True), ItemDealtWith),
        (lambda: moved(council, sitting, "Three", up=False), ItemMoved),
        (lambda: moved(council, sitting, "Three", up=True, seen=2), ItemMoved),
        (lambda: changed(council, sitting, "One", "First"), ItemDealtWith),
        (lambda: changed(council, sitting, "Another", "Second", of="Two"), ItemMoved),
        (lambda: changed(council, sitting, "Two", " "), ItemUnnamed),
    ):
        with pytest.raises(error):
            refused()
    asked = {"sitting_id": sitting.pk, "title": "Four", "motion": None, "key": uuid.uuid4()}
    with pytest.raises(NotPermitted):
        add_to_agenda(actor=council.people[0][0], **asked)
    go(council, sitting, 1, "end")
    with pytest.raises(SittingEnded):
        add_to_agenda(actor=council.secretary, **asked)
    with pytest.raises(SittingEnded):
        changed(council, sitting, "Two", "Second")
    assert titles(sitting) == ["One", "Two", "Three"]
    assert entered(sitting) == []
    with pytest.raises(NotThere):
        change_item(
            actor=council.secretary,
            sitting_id=uuid.uuid4(),
            item_id=1,
            was="One",
            title="First",
            motion=None,
        )


def test_the_database_keeps_what_was_dealt_with(council: Council, sitting: Sitting) -> None:
    go(council, sitting, 0, "start")
    for change in (
        lambda: sitting.items.filter(position=1).update(title="First"),
        lambda: sitting.items.filter(position=2).update(position=0),
        lambda: AgendaItem.objects.create(sitting=sitting, position=0, title="Before"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_page_works_without_a_script(
    council: Council, sitting: Sitting, motion: Motion, signed_in: SignIn
) -> None:
    client = signed_in(council.secretary)
    go(council, sitting, 0, "start")
    page = reverse("council:agenda", args=[sitting.pk])
    two, three = item(sitting, "Two"), item(sitting, "Three")
    add = {"then": "add", "title": "Four", "motion": str(motion.pk), "key": str(uuid.uuid4())}
    assert client.post(page, add).status_code == 302
    up = {"then": "up", "item": three.pk, "seen": three.position}
    assert client.post(page, up).status_code == 302
    refused = client.post(page, up)
    assert refused.status_code == 409
    assert "The agenda is not as this page showed it any more." in words(refused)
    save = {"then": "change", "item": two.pk, "was": "Two", "title": "Second", "motion": ""}
    assert client.post(page, save).status_code == 302
    stale = client.post(page, {**save, "title": "2nd"})
    assert stale.status_code == 409
    assert 'value="2nd"' in stale.content.decode()
    assert client.post(page, {**save, "title": ""}).status_code == 400
    assert client.post(page, {"then": "up"}).status_code == 404
    assert titles(sitting) == ["One", "Three", "Second", "Four"]
    assert "Dealt with, or at hand One" in words(client.get(page))
