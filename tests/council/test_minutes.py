"""Minutes are typed along in a live session, item by item, and fixed when it ends."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from consult.core.errors import NotPermitted, NotThere
from consult.core.models import Entry, Opening
from consult.council.actions import (
    announce_sitting,
    close_motion,
    move_sitting,
    write_minutes,
)
from consult.council.models import FixedMinutes, ItemMinutes, Motion, Sitting
from consult.council.models.minutes import TEXT_LENGTH
from consult.council.rules.minutes import MinutesTooLong, StaleMinutes, minutes_sha256
from consult.council.rules.sitting import SittingEnded
from consult.reviews.models import Review
from tests.council.conftest import Council
from tests.council.pages import words

pytestmark = pytest.mark.django_db(transaction=True)

SignIn = Callable[[Any], Client]


@pytest.fixture
def sitting(council: Council, review: Review, motion: Motion) -> Sitting:
    return announce_sitting(
        actor=council.secretary,
        review=review,
        title="Third session",
        starts_at=now(),
        video_link="",
        agenda=[("Opening", None), ("Adopt the highlights", motion)],
        key=uuid.uuid4(),
    )


def write(
    council: Council, sitting: Sitting, position: int, text: str, seen: int, **more: Any
) -> ItemMinutes:
    return write_minutes(
        actor=more.get("actor", council.secretary),
        sitting_id=sitting.pk,
        item_id=sitting.items.get(position=position).pk,
        text=text,
        seen=seen,
    )


def go(council: Council, sitting: Sitting, seen: int, to: str) -> Sitting:
    return move_sitting(actor=council.secretary, sitting_id=sitting.pk, seen=seen, to=to)


def test_nobody_overwrites_what_they_have_not_read(council: Council, sitting: Sitting) -> None:
    assert write(council, sitting, 1, "All are here.", 0).revision == 1
    assert write(council, sitting, 1, "All are here.", 0).revision == 1
    assert write(council, sitting, 1, "All but one are here.", 1).revision == 2
    with pytest.raises(StaleMinutes):
        write(council, sitting, 1, "Nobody is here.", 1)
    with pytest.raises(MinutesTooLong):
        write(council, sitting, 1, "x" * (TEXT_LENGTH + 1), 2)
    with pytest.raises(NotPermitted):
        write(council, sitting, 1, "Mine.", 2, actor=council.people[0][0])
    with pytest.raises(NotThere):
        write_minutes(
            actor=council.secretary, sitting_id=sitting.pk, item_id=0, text="None.", seen=0
        )
    assert list(ItemMinutes.objects.values_list("text", "revision")) == [
        ("All but one are here.", 2)
    ]


def test_the_end_of_the_session_fixes_them(council: Council, sitting: Sitting) -> None:
    write(council, sitting, 1, "All are here.", 0)
    go(council, sitting, 0, "start")
    go(council, sitting, 1, "end")
    fixed = FixedMinutes.objects.get()
    assert fixed.sha256 == minutes_sha256(
        [(1, "Opening", "All are here."), (2, "Adopt the highlights", "")]
    )
    entry = Entry.objects.get(event="session.minutes_fixed.v1")
    assert entry.subject == sitting.reference
    opening = Opening.objects.get(entry=entry)
    assert (opening.field, opening.value) == ("minutes_sha256", fixed.sha256)
    assert fixed.sha256.encode() not in bytes(entry.leaf)
    with pytest.raises(SittingEnded):
        write(council, sitting, 1, "Later.", 1)
    item = sitting.items.get(position=2)
    for change in (
        lambda: ItemMinutes.objects.update(text="Later."),
        lambda: ItemMinutes.objects.create(item=item, text="Later.", saved_at=now()),
        lambda: FixedMinutes.objects.update(sha256="0" * 64),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_session_without_minutes_fixes_none(council: Council, sitting: Sitting) -> None:
    write(council, sitting, 1, "  ", 0)
    go(council, sitting, 0, "start")
    go(council, sitting, 1, "end")
    assert not FixedMinutes.objects.exists()
    assert not Entry.objects.filter(event="session.minutes_fixed.v1").exists()


def test_the_page_gives_back_what_was_typed(
    council: Council, sitting: Sitting, signed_in: SignIn
) -> None:
    client, member = signed_in(council.secretary), signed_in(council.people[0][0])
    page, room = (reverse(f"council:{name}", args=[sitting.pk]) for name in ("minutes", "sitting"))
    item = sitting.items.get(position=1).pk
    typed = {"item": item, "seen": 0, "text": "All are here."}
    assert client.post(page, typed).status_code == 302
    shown = words(member.get(room))
    assert "Draft minutes" in shown
    assert "All are here." in shown
    stale = client.post(page, {**typed, "text": "Nobody is here."})
    assert stale.status_code == 409
    assert "What is kept now All are here." in words(stale)
    assert words(stale, f"//textarea[@id='minutes-{item}-text']") == "Nobody is here."
    assert f'value="1" id="minutes-{item}-seen"' in stale.content.decode()
    accept = {"Accept": "application/json"}
    by_script = client.post(page, {**typed, "text": "Nobody is here."}, headers=accept)
    assert by_script.status_code == 409
    assert "Somebody has changed the minutes" in by_script.json()["refusal"]
    again = client.post(page, {**typed, "seen": 1, "text": "Both."}, headers=accept)
    assert again.json() == {"revision": 2}
    too_long = client.post(page, {**typed, "seen": 2, "text": "x" * (TEXT_LENGTH + 1)})
    assert too_long.status_code == 400


def test_what_is_fixed_of_a_motion_stands_in_its_word_minutes(
    council: Council,
    sitting: Sitting,
    motion: Motion,
    let_voting_end: Callable[[Motion], Motion],
    signed_in: SignIn,
) -> None:
    close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    write(council, sitting, 1, "For the room alone.", 0)
    write(council, sitting, 2, "The minister spoke.\n\nNobody answered.", 0)
    client = signed_in(council.people[0][0])
    address = reverse("reporting:minutes-of-one", args=[motion.review.slug, motion.number, "en"])

    def said() -> list[str]:
        content = client.get(address).content
        return [each.text for each in docx.Document(io.BytesIO(content)).paragraphs]

    assert "The minister spoke." not in said()
    go(council, sitting, 0, "start")
    go(council, sitting, 1, "end")
    found = said()
    place = found.index("Minutes of the session")
    assert found[place : place + 3] == [
        "Minutes of the session",
        "The minister spoke.",
        "Nobody answered.",
    ]
    assert "For the room alone." not in found
    assert "SHA-256 of the minutes:" in words(
        client.get(reverse("council:sitting", args=[sitting.pk]))
    )
