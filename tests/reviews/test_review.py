"""A review is opened and its window set: by whom, with which entries, and what is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils.translation import override

from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted
from consult.core.models import Entry, Log
from consult.reviews.actions import open_review, set_window
from consult.reviews.actions.open_review import (
    ReviewAlreadyThere,
    TitleMissing,
    UnknownTimeZone,
)
from consult.reviews.actions.set_window import WindowBackwards
from consult.reviews.models import Review
from consult.reviews.rules.window import WindowClosed, WindowState, require_open, window_state

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def arguments(**changed: Any) -> dict[str, Any]:
    return {
        "slug": "vnr-2030",
        "number_prefix": "VNR30",
        "timezone": "Asia/Tbilisi",
        "languages": ["ka", "en"],
        "title": {"en": " VNR  2030 ", "ka": "მიმოხილვა"},
        "country": {"en": "Anyland"},
        "summary": {"en": "How.\r\nWhy."},
        **changed,
    }


def told(review: Review) -> list[tuple[Any, ...]]:
    leaves = [
        json.loads(bytes(row.leaf))
        for row in Entry.objects.filter(log=review.log_id).order_by("index")
    ]
    keys = ("event", "actor", "subject", "data", "committed")
    return [tuple(leaf[key] for key in keys) for leaf in leaves]


def nothing_stored() -> bool:
    return not (Review.objects.exists() or Log.objects.exists() or Entry.objects.exists())


def test_opening_a_review_begins_its_log(administrator: Any) -> None:
    review = open_review(actor=administrator, **arguments())
    review.refresh_from_db()
    assert review.log.origin == "consult.example/vnr-2030"
    stored = Review.objects.values("title_en", "title_ka", "title_fr", "summary_en").get()
    assert stored == {
        "title_en": "VNR 2030",
        "title_ka": "მიმოხილვა",
        "title_fr": None,
        "summary_en": "How.\nWhy.",
    }
    assert (review.timezone, review.languages, review.is_demonstration) == (
        "Asia/Tbilisi",
        ["ka", "en"],
        False,
    )
    assert told(review) == [
        (
            "review.opened.v1",
            administrator.reference,
            f"review:{review.pk}",
            {
                "slug": "vnr-2030",
                "title": "VNR 2030",
                "languages": ["ka", "en"],
                "number_prefix": "VNR30",
            },
            {},
        )
    ]


def test_a_review_without_an_english_title_has_the_one_it_has(administrator: Any) -> None:
    review = open_review(actor=administrator, **arguments(title={"en": "", "fr": " ENV  2030 "}))
    assert told(review)[0][3]["title"] == "ENV 2030"
    with override("ka"):
        assert Review.objects.get().title == "ENV 2030"


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"timezone": "Mars/Olympus"}, UnknownTimeZone),
        ({"timezone": ""}, UnknownTimeZone),
        ({"timezone": "Africa"}, UnknownTimeZone),
        ({"timezone": "../../etc/passwd"}, UnknownTimeZone),
        ({"title": {}}, TitleMissing),
        ({"title": {"en": " \u0007"}}, TitleMissing),
    ],
)
def test_what_is_refused_leaves_neither_review_nor_log(
    administrator: Any, changed: Any, refusal: Any
) -> None:
    with pytest.raises(refusal):
        open_review(actor=administrator, **arguments(**changed))
    assert nothing_stored()


@pytest.mark.parametrize("changed", [{"slug": "other"}, {"number_prefix": "OTHER"}])
def test_address_and_prefix_belong_to_one_review(administrator: Any, changed: Any) -> None:
    open_review(actor=administrator, **arguments())
    with pytest.raises(ReviewAlreadyThere):
        open_review(actor=administrator, **arguments(**changed))
    assert (Review.objects.count(), Log.objects.count(), Entry.objects.count()) == (1, 1, 1)


def test_only_the_installations_administrator_opens_reviews(person: Any) -> None:
    before = Log.objects.count()
    for actor in (person(*Role), AnonymousUser()):
        with pytest.raises(NotPermitted):
            open_review(actor=actor, **arguments())
    assert Log.objects.count() == before


def test_a_window_is_set_and_journalled(review: Review, person: Any) -> None:
    editor = person(Role.EDITOR)
    size = Entry.objects.filter(log=review.log_id).count()
    changed = set_window(actor=editor, review=review, opens_at=NOON, closes_at=NOON + HOUR)
    changed.refresh_from_db()
    assert (changed.comments_open_at, changed.comments_close_at) == (NOON, NOON + HOUR)
    assert told(review)[size:] == [
        (
            "window.set.v1",
            editor.reference,
            review.reference,
            {
                "chapter": None,
                "opens_at": "2026-05-04T12:00:00.000000Z",
                "closes_at": "2026-05-04T13:00:00.000000Z",
            },
            {},
        )
    ]


@pytest.mark.parametrize("closes_at", [NOON, NOON - HOUR])
def test_a_window_that_closes_before_it_opens_is_refused(
    review: Review, administrator: Any, closes_at: datetime
) -> None:
    before = (review.comments_open_at, review.comments_close_at, told(review))
    with pytest.raises(WindowBackwards):
        set_window(actor=administrator, review=review, opens_at=NOON, closes_at=closes_at)
    review.refresh_from_db()
    assert (review.comments_open_at, review.comments_close_at, told(review)) == before


@pytest.mark.parametrize("role", [*sorted(set(Role) - {Role.ADMINISTRATOR, Role.EDITOR}), None])
def test_others_do_not_set_it(review: Review, person: Any, role: Role | None) -> None:
    actor = person(*([role] if role else []))
    size = Entry.objects.count()
    with pytest.raises(NotPermitted):
        set_window(actor=actor, review=review, opens_at=NOON, closes_at=NOON + HOUR)
    assert Entry.objects.count() == size


def test_an_editor_without_second_factor_does_not_set_it(review: Review, person: Any) -> None:
    actor = person(Role.EDITOR, second_factor=False)
    with pytest.raises(NotPermitted):
        set_window(actor=actor, review=review, opens_at=NOON, closes_at=NOON + HOUR)


@pytest.mark.parametrize(
    ("opens_at", "closes_at"),
    [(NOON, NOON), (NOON, NOON - HOUR), (NOON, None), (None, NOON)],
)
def test_the_database_refuses_such_windows_too(
    review: Review, opens_at: datetime | None, closes_at: datetime | None
) -> None:
    with (
        pytest.raises(IntegrityError, match="review_window_ends_after_it_opens"),
        transaction.atomic(),
    ):
        Review.objects.filter(pk=review.pk).update(
            comments_open_at=opens_at, comments_close_at=closes_at
        )


def test_the_database_takes_a_whole_window_and_none(review: Review) -> None:
    rows = Review.objects.filter(pk=review.pk)
    assert rows.update(comments_open_at=None, comments_close_at=None) == 1
    assert rows.update(comments_open_at=NOON, comments_close_at=NOON + HOUR) == 1


@pytest.mark.parametrize(
    ("opens_at", "closes_at", "state"),
    [
        (None, None, WindowState.UNSET),
        (NOON, None, WindowState.UNSET),
        (NOON + HOUR, NOON + 2 * HOUR, WindowState.COMING),
        (NOON, NOON + HOUR, WindowState.OPEN),
        (NOON - HOUR, NOON, WindowState.CLOSED),
    ],
)
def test_a_window_holds_its_opening_moment_and_not_its_closing_one(
    opens_at: datetime | None, closes_at: datetime | None, state: WindowState
) -> None:
    assert window_state(opens_at, closes_at, NOON) is state
    if state is WindowState.OPEN:
        require_open(opens_at, closes_at, NOON)
    else:
        with pytest.raises(WindowClosed):
            require_open(opens_at, closes_at, NOON)
