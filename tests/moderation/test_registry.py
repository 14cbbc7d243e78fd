"""Every kind of text that is judged has its one handler, or nothing starts."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.checks import run_checks
from django.utils import timezone

from consult.core.transactions import command
from moderation.actions import open_case_step
from moderation.models import Case
from moderation.registry import UnknownKind, handler_for, register, registered_kinds
from moderation.rules.signals.finding import Submitted


def _found() -> set[str]:
    found = {str(message.id) for message in run_checks()}
    return {name for name in found if name.startswith("moderation.")}


def test_comments_are_handled() -> None:
    assert registered_kinds() == {"comment"}
    assert type(handler_for("comment")).__name__ == "CommentSubjects"
    assert _found() == set()


def test_kind_without_handler_is_an_error(settings: Any) -> None:
    settings.MODERATED_KINDS = ["comment", "survey_answer"]
    assert _found() == {"moderation.E001"}


def test_handler_of_an_unlisted_kind_is_an_error(settings: Any) -> None:
    settings.MODERATED_KINDS = []
    assert _found() == {"moderation.E002"}


def test_second_handler_is_refused() -> None:
    class Impostor:
        kind = "comment"

    with pytest.raises(ValueError, match="already has a handler"):
        register(Impostor())  # type: ignore[arg-type]


def test_case_of_an_unknown_kind_is_not_opened(review: Any) -> None:
    with pytest.raises(UnknownKind):
        command(open_case_step)(
            review=review,
            kind="rumour",
            subject_id=uuid.uuid4(),
            number="X-1",
            language="en",
            author_id=None,
            organisation_id=None,
            submitted=Submitted(text="Somebody says.", language="en"),
            now=timezone.now(),
        )
    assert Case.objects.count() == 0
