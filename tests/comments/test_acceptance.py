"""Accepting the code of conduct: asked once a person and version, and kept with the account."""

from __future__ import annotations

from typing import Any

from consult.comments.models import Comment
from moderation.models import Acceptance
from tests.comments.pages import WRITE, filled, kept, tree_of
from tests.comments.scene import publish_code_of


def ticks(response: Any) -> int:
    return len(tree_of(response).xpath("//input[@name='accept']"))


def test_a_version_is_accepted_once_and_the_next_is_asked_for_again(
    signed_in: Any, participant: Any, chapter: Any, code: Any, review: Any, moderator: Any
) -> None:
    client = signed_in(participant)
    first = client.get(WRITE)
    assert ticks(first) == 1
    client.post(WRITE, filled(first))
    accepted = Acceptance.objects.get()
    assert (accepted.person, accepted.conduct) == (participant, code)

    again = client.get(WRITE)
    assert ticks(again) == 0
    page = again.content.decode()
    assert "Say what you think; insult nobody." in page
    assert "You have accepted version 1 before" in page
    assert client.post(WRITE, filled(again, body="Name all.", accept="")).status_code == 302
    assert Acceptance.objects.count() == 1
    assert list(Comment.objects.values_list("code_version", flat=True)) == [1, 1]

    opened = client.get(WRITE)
    publish_code_of(review, moderator)
    refused = client.post(WRITE, filled(opened, body="Kept.", accept=""))
    assert refused.status_code == 400
    assert "Read version 2 and confirm it" in refused.content.decode()
    assert (ticks(refused), kept(refused)) == (1, "Kept.")
    assert client.post(WRITE, filled(refused, body="Kept.")).status_code == 302
    assert Comment.objects.filter(code_version=2).count() == 1
    assert Acceptance.objects.count() == 2


def test_guests_are_asked_each_time_and_no_table_knows_them(
    client: Any, chapter: Any, code: Any
) -> None:
    page = client.get(WRITE)
    sent = client.post(WRITE, filled(page, name="Gela Guest", email="gela@example.org"))
    assert sent.status_code == 302
    assert ticks(client.get(WRITE)) == 1
    assert Acceptance.objects.count() == 0


def test_a_hasty_long_text_is_a_signal_and_an_odd_stamp_is_none(
    signed_in: Any, participant: Any, chapter: Any, code: Any
) -> None:
    from moderation.models import Signal

    client = signed_in(participant)
    for stamp in ("", "soon", "9" * 40):
        page = client.get(WRITE)
        client.post(WRITE, filled(page, body=f"Words, {stamp} " * 40, opened=stamp))
    assert Signal.objects.filter(detector="quick_sending").count() == 0
    client.post(WRITE, filled(client.get(WRITE), body="Hasty words. " * 40))
    assert Signal.objects.filter(detector="quick_sending").count() == 1
