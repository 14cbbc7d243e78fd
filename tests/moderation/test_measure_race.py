"""An account with slower posting sends texts to many chapters at the same moment: one is taken.

The negative control takes the measure’s lock away and shows that the race is real on PostgreSQL.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from consult.comments.actions import post_comment
from consult.comments.models import Comment
from consult.drafts.actions import add_chapter
from moderation.actions import require_may_send as sending
from moderation.rules.measures import PostingSlowed
from tests.comments.scene import TEXT, case_of, publish_text
from tests.core.together import at_once
from tests.moderation.measured import refused, take

CHAPTERS = 6

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def send_all(
    post: Any, judge: Any, moderator: Any, editor: Any, review: Any, participant: Any
) -> Any:
    """Return a function that sends one text to each of some chapters at once."""
    chapters = []
    for number in range(CHAPTERS):
        chapter = add_chapter(
            actor=editor,
            review=review,
            slug=f"part-{number}",
            position=number + 2,
            title={"en": f"Part {number}"},
            source_language="en",
        )
        publish_text(editor, chapter, TEXT)
        chapters.append(chapter)
    take(moderator, case_of(refused(post, judge)), "slower")
    at = timezone.now() + timedelta(days=2)

    def send(number: int) -> Comment:
        return post_comment(
            actor=participant,
            chapter=chapters[number],
            anchor_at=None,
            language="en",
            body=f"Text {number}",
            accepted_code_version=1,
            key=uuid.uuid4(),
            now=at,
        )

    return lambda: at_once(send, CHAPTERS)


def test_one_text_of_many_is_taken(send_all: Any) -> None:
    taken, errors = send_all()
    assert len(taken) == 1
    assert {type(error) for error in errors} == {PostingSlowed}
    assert Comment.objects.filter(posted_at__gt=timezone.now()).count() == 1


def test_without_the_lock_it_goes_wrong(send_all: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(sending, "_lock", lambda _keys: None)
    taken, _errors = send_all()
    if connection.vendor == "sqlite":
        # The request's key is written first, and SQLite has one writer: nothing goes wrong.
        assert len(taken) == 1
    else:
        assert len(taken) > 1
