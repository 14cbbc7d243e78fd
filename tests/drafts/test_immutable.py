"""The database refuses to change what is published; it alone, without any code of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from consult.accounts.models import User
from consult.core.immutable import SENTENCE, SQLITE_SWITCH
from consult.core.models import Entry
from consult.core.transactions import command
from consult.drafts.actions import settle_placement_step
from consult.drafts.models import (
    Anchor,
    Block,
    BlockText,
    Chapter,
    Draft,
    Placement,
    PlacementDecision,
    Rendering,
    Version,
)
from consult.drafts.rules.settling import Verdict

GUARDED: list[tuple[Any, str]] = [
    (Entry, "event"),
    (Version, "source_language"),
    (Rendering, "sha256"),
    (Block, "kind"),
    (BlockText, "html"),
    (Anchor, "language"),
    (Placement, "outcome"),
    (PlacementDecision, "verdict"),
]
TABLES = pytest.mark.parametrize(
    ("model", "field"), GUARDED, ids=[model.__name__ for model, _field in GUARDED]
)


@pytest.fixture
def published(
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
    mark: Callable[..., Anchor],
    chapter: Chapter,
    editor: User,
) -> Version:
    """Return a second version with an anchor placed and decided on, guarded as in production."""
    draft_of("# Water\n\nCities pay less.")
    anchor = mark(publish(), 1, "less")
    draft_of("# Water\n\nCities pay far less.")
    version = publish()
    command(settle_placement_step)(
        actor=editor,
        chapter=chapter,
        anchor_id=anchor.pk,
        verdict=Verdict.REMOVED,
        version_number=2,
        seen=0,
    )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{SQLITE_SWITCH}"')
    return version


@TABLES
@pytest.mark.django_db
def test_an_update_is_refused(published: Version, model: Any, field: str) -> None:
    before = list(model.objects.order_by("pk").values())

    with pytest.raises(IntegrityError, match=SENTENCE), transaction.atomic():
        model.objects.update(**{field: "x"})

    assert list(model.objects.order_by("pk").values()) == before


@TABLES
@pytest.mark.django_db
def test_a_delete_is_refused(published: Version, model: Any, field: str) -> None:
    before = list(model.objects.order_by("pk").values())

    with (
        pytest.raises(IntegrityError, match=SENTENCE),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f'DELETE FROM "{model._meta.db_table}"')

    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_a_draft_may_still_change(published: Version) -> None:
    assert Draft.objects.update(source_name="other.docx") == 2


@pytest.mark.django_db
def test_whoever_published_can_still_be_forgotten(published: Version, editor: User) -> None:
    Version.objects.filter(published_by=editor).update(published_by=None)

    published.refresh_from_db()
    assert published.published_by is None


@pytest.mark.django_db(transaction=True)
def test_a_test_database_can_be_emptied(
    draft_of: Callable[..., Draft], publish: Callable[..., Version]
) -> None:
    draft_of("# Water")
    publish()

    call_command("flush", interactive=False, verbosity=0)

    assert not BlockText.objects.exists()
