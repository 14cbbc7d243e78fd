"""The agenda of a live session changes as long as its items are still ahead."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from consult.core.errors import NotPermitted, NotThere
from consult.core.models import Entry
from consult.council.actions import (
    add_to_agenda,
    change_item,
    move_item,
    move_sitting,
    put_motion,
    remove_item,
    void_motion,
    write_minutes,
)
from consult.council.models import AgendaItem, Motion, Sitting
from consult.council.rules.agenda import (
    ItemDealtWith,
    ItemMinuted,
    ItemMoved,
    ItemUnnamed,
    ItemVotedOn,
    LastItem,
)
from consult.council.rules.sitting import SittingEnded
from consult.ledger.leaf import Leaf
from tests.council.conftest import Council
from tests.council.pages import words

pytestmark = pytest.mark.django_db(transaction=True)

SignIn = Callable[[Any], Client]


@pytest.fixture
def sitting(announce: Callable[..., Sitting]) -> Sitting:
    return announce("One", "Two", "Three")


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


def removed(council: Council, sitting: Sitting, title: str, was: str = "") -> None:
    remove_item(
        actor=council.secretary,
        sitting_id=sitting.pk,
        item_id=item(sitting, title).pk,
        was=was or title,
    )


def places(sitting: Sitting) -> list[tuple[int, str]]:
    return list(sitting.items.order_by("position").values_list("position", "title"))


def test_an_item_ahead_is_removed_and_those_behind_it_move_up(
    council: Council, sitting: Sitting, motion_arguments: Callable[..., dict[str, Any]]
) -> None:
    coming = put_motion(**motion_arguments(opens_at=now() + timedelta(hours=1)))
    changed(council, sitting, "Two", "Second", motion=coming)
    go(council, sitting, 0, "start")
    revision = Sitting.objects.get(pk=sitting.pk).revision
    removed(council, sitting, "Second")
    assert places(sitting) == [(1, "One"), (2, "Three")]
    assert entered(sitting)[-1] == ("removed", 2, 2, coming.number)
    assert Sitting.objects.get(pk=sitting.pk).revision == revision + 1


def test_a_full_agenda_closes_up_in_the_same_number_of_queries(
    council: Council, announce: Callable[..., Sitting]
) -> None:
    counted = []
    for size in (4, 60):
        sitting = announce(*(f"Item {place}" for place in range(1, size + 1)))
        with CaptureQueriesContext(connection) as queries:
            removed(council, sitting, "Item 2")
        counted.append(len(queries))
        assert [place for place, _title in places(sitting)] == list(range(1, size))
        assert titles(sitting)[:2] == ["Item 1", "Item 3"]
    assert counted == [counted[0]] * 2


def test_what_stays_on_the_agenda(
    council: Council, sitting: Sitting, motion: Motion, announce: Callable[..., Sitting]
) -> None:
    changed(council, sitting, "Two", "Two", motion=motion)
    write_minutes(
        actor=council.secretary,
        sitting_id=sitting.pk,
        item_id=item(sitting, "Three").pk,
        text="Taken note of.",
        seen=0,
    )
    go(council, sitting, 0, "start")
    alone = announce("Only")
    before = len(entered(sitting))
    for refused, error in (
        (lambda: removed(council, sitting, "One"), ItemDealtWith),
        (lambda: removed(council, sitting, "Two"), ItemVotedOn),
        (lambda: removed(council, sitting, "Two", "Second"), ItemMoved),
        (lambda: removed(council, sitting, "Three"), ItemMinuted),
        (lambda: removed(council, alone, "Only"), LastItem),
    ):
        with pytest.raises(error):
            refused()
    named = {"sitting_id": sitting.pk, "item_id": item(sitting, "Two").pk, "was": "Two"}
    with pytest.raises(NotPermitted):
        remove_item(actor=council.people[0][0], **named)
    with pytest.raises(NotThere):
        remove_item(actor=council.secretary, **{**named, "item_id": 0})
    go(council, sitting, 1, "end")
    with pytest.raises(SittingEnded):
        removed(council, sitting, "Three")
    assert titles(sitting) == ["One", "Two", "Three"]
    assert len(entered(sitting)) == before


def test_a_void_motion_holds_no_item(council: Council, sitting: Sitting, motion: Motion) -> None:
    changed(council, sitting, "Two", "Two", motion=motion)
    void_motion(actor=council.secretary, motion_id=motion.pk, reason="Put too early.")
    removed(council, sitting, "Two")
    assert titles(sitting) == ["One", "Three"]


def test_removing_asks_first_and_works_without_a_script(
    council: Council,
    sitting: Sitting,
    put_live: Callable[..., Motion],
    signed_in: SignIn,
) -> None:
    client, motion = signed_in(council.secretary), put_live(sitting)
    page = reverse("council:agenda", args=[sitting.pk])
    held = sitting.items.get(motion=motion)
    address = reverse("council:remove_item", args=[sitting.pk, held.pk])
    assert f'href="{address}"' in client.get(page).content.decode()
    asked = words(client.get(address))
    assert f"Item 4: {held.title}" in asked
    assert f"Motion {motion.number} is put for this session and stays so." in asked
    stale = client.post(address, {"was": "Something else"})
    assert stale.status_code == 409
    assert "The agenda is not as this page showed it any more." in words(stale)
    assert titles(sitting) == ["One", "Two", "Three", held.title]
    for told in ("The item is removed from the agenda.", "The item is not on the agenda any more."):
        assert told in client.post(address, {"was": held.title}, follow=True).content.decode()
    assert titles(sitting) == ["One", "Two", "Three"]
    assert client.get(address).status_code == 404
    assert signed_in(council.people[0][0]).post(address, {"was": "x"}).status_code == 404
    motion.refresh_from_db()
    assert (motion.state, motion.sitting_id) == ("noticed", sitting.pk)
