"""Earlier wordings are kept, with what was suggested, by the database itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from consult.comments.models import Comment, CommentRevision, Suggestion
from tests.comments.scene import openings
from tests.comments.test_changes import FIRST, SECOND, WHY, asked, resubmit  # noqa: F401

pytestmark = pytest.mark.django_db


def test_suggested_wording_is_changed_with_it(asked: Comment, judge: Any, review: Any) -> None:  # noqa: F811
    Suggestion.objects.create(comment=asked, old="five", new="seven fools")
    sent = resubmit(asked, suggested_new="seven")
    assert sent.suggestion.new == "seven"
    assert CommentRevision.objects.get().suggested_new == "seven fools"
    assert openings(review, sent.current_entry_index)["suggestion"][0] == {
        "old": "five",
        "new": "seven",
    }


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE comments_commentrevision SET entry_index = 0",
        "UPDATE comments_commentrevision SET number = 7",
        "UPDATE comments_comment SET revision = 3, text_entry_index = NULL",
        "UPDATE comments_comment SET revision = 1",
        "UPDATE comments_comment SET redacted_rule = 'R1'",
        "UPDATE comments_comment SET times_shown_anew = 1",
    ],
)
def test_database_keeps_wordings(asked: Comment, sql: str) -> None:  # noqa: F811
    resubmit(asked, now=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
