"""`manage.py set_window`."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from consult.accounts.rules.roles import Role
from consult.reviews.models import Review
from tests.reviews.test_review import told

pytestmark = pytest.mark.django_db


def run(
    actor: Any,
    slug: str = "vnr-2026",
    opens: str = "2026-02-01T09:00",
    closes: str = "2026-03-15T18:00",
) -> str:
    out = io.StringIO()
    times = ("--opens", opens, "--closes", closes)
    call_command("set_window", slug, *times, "--as", actor.email, stdout=out)
    return out.getvalue()


def state(review: Review) -> tuple[Any, ...]:
    review.refresh_from_db()
    return review.comments_open_at, review.comments_close_at, told(review)


def test_times_are_those_of_the_reviews_zone(review: Review, administrator: Any) -> None:
    assert run(administrator) == (
        "Comments on “vnr-2026” are taken from 2026-02-01T06:00 to 2026-03-15T15:00 UTC "
        "(2026-02-01T09:00 to 2026-03-15T18:00 in Africa/Nairobi).\n"
    )

    opens_at, closes_at, entries = state(review)
    assert opens_at == datetime(2026, 2, 1, 6, tzinfo=UTC)
    assert closes_at == datetime(2026, 3, 15, 15, tzinfo=UTC)
    assert entries[-1] == (
        "window.set.v1",
        administrator.reference,
        review.reference,
        {
            "chapter": None,
            "opens_at": "2026-02-01T06:00:00.000000Z",
            "closes_at": "2026-03-15T15:00:00.000000Z",
        },
        {},
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"closes": "2026-02-01T09:00"}, "^The consultation must close after it opens"),
        ({"opens": "tomorrow"}, "^“tomorrow” is no date with a time of day"),
        ({"opens": "2026-02-01"}, "^“2026-02-01” is no date with a time of day"),
        ({"opens": "2026-02-01T09:00+03:00"}, "without an offset: times are in the zone of the"),
        ({"slug": "other"}, r"^There is no review “other” \(there are: vnr-2026\)\.$"),
    ],
)
def test_mistakes_are_explained_and_nothing_changed(
    review: Review, administrator: Any, changed: dict[str, str], sentence: str
) -> None:
    before = state(review)

    with pytest.raises(CommandError, match=sentence):
        run(administrator, **changed)

    assert state(review) == before


@pytest.mark.parametrize("opens", ["2026-03-29T02:30", "2026-10-25T02:30"])
def test_a_time_that_clocks_skip_or_show_twice_is_refused(
    review: Review, administrator: Any, opens: str
) -> None:
    Review.objects.filter(pk=review.pk).update(timezone="Europe/Berlin")
    before = state(review)

    with pytest.raises(CommandError, match="couldn’t be interpreted in time zone Europe/Berlin"):
        run(administrator, opens=opens, closes="2026-12-01T00:00")

    assert state(review) == before


@pytest.mark.parametrize(
    ("role", "second_factor", "sentence"),
    [
        (Role.MODERATOR, True, "^Your role in this review does not allow this"),
        (Role.EDITOR, False, "^Your role needs a second factor"),
    ],
)
def test_only_an_editor_with_a_second_factor_may(
    review: Review, person: Any, role: Role, second_factor: bool, sentence: str
) -> None:
    actor = person(role, second_factor=second_factor)
    before = state(review)

    with pytest.raises(CommandError, match=sentence):
        run(actor)

    assert state(review) == before
