"""Easy-to-read texts: written, published for a version, named by a hash, and read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.core.errors import DomainError, NotPermitted
from consult.core.models import Entry
from consult.core.signing import public_key
from consult.drafts.actions import publish_easy_text, write_easy_text
from consult.drafts.models import Chapter, Draft, EasyRendering, EasyText, Version
from consult.drafts.rules.easy import EasyTextChanged, EasyTextMissing
from consult.drafts.rules.refusals import DraftEmpty, LanguageNotInReview
from consult.drafts.selectors import easy_rendering_document
from consult.ledger.canonical import canonical_bytes
from consult.ledger.checkpoint import parse_verifier_key
from consult.reporting.exports import ledger_bundle
from consult.reviews.models import Review
from consult.verify.bundle import verify_bundle
from tests.conftest import MakePerson
from tests.drafts.conftest import text_of

pytestmark = pytest.mark.django_db

EASY = "# Water\n\nWater is for all.\n\n- It costs nothing.\n"


def _page(review: Review, language: str = "en") -> str:
    return reverse("drafts:easy", args=[review.slug, "introduction", language])


def test_it_is_published_with_a_hash_in_the_ledger_that_the_bundle_proves(
    review: Review,
    chapter: Chapter,
    editor: User,
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
) -> None:
    draft_of("# Water\n\nHouseholds are supplied without charge.")
    version = publish()
    given = {"actor": editor, "chapter": chapter, "language": "en"}
    write_easy_text(**given, text=EASY, seen_revision=0)

    rendering = publish_easy_text(**given)

    document = easy_rendering_document(rendering)
    assert document["language"] == "en-x-easy"
    assert [block["html"] for block in document["blocks"]] == [
        "Water",
        "Water is for all.",
        "It costs nothing.",
    ]
    assert hashlib.sha256(canonical_bytes(document)).hexdigest() == rendering.sha256
    leaf = json.loads(bytes(Entry.objects.get(event="easy_text.published.v1").leaf))
    assert leaf["subject"] == version.reference
    assert leaf["data"] == {
        "chapter": "introduction",
        "number": 1,
        "edition": 1,
        "renderings": [{"language": "en-x-easy", "sha256": rendering.sha256}],
    }
    with pytest.raises(EasyTextMissing):
        publish_easy_text(**given)
    write_easy_text(**given, text=EASY + "\nFor ever.", seen_revision=1)
    assert publish_easy_text(**given).edition == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        EasyRendering.objects.update(sha256="0" * 64)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"text": " "}, DraftEmpty),
        ({"language": "de"}, LanguageNotInReview),
        ({"seen_revision": 3}, EasyTextChanged),
    ],
)
def test_refusals_leave_nothing(
    chapter: Chapter, editor: User, change: dict[str, Any], refusal: type[DomainError]
) -> None:
    given = {"actor": editor, "chapter": chapter, "language": "en", "text": EASY}
    with pytest.raises(refusal):
        write_easy_text(**{**given, "seen_revision": 0, **change})
    assert not EasyText.objects.exists()


def test_nobody_else_writes_or_publishes_one(
    chapter: Chapter, editor: User, person: MakePerson
) -> None:
    given = {"chapter": chapter, "language": "en"}
    moderator = person(Role.MODERATOR)
    with pytest.raises(NotPermitted):
        write_easy_text(actor=moderator, **given, text=EASY, seen_revision=0)
    with pytest.raises(NotPermitted):
        publish_easy_text(actor=moderator, **given)
    with pytest.raises(EasyTextMissing):
        publish_easy_text(actor=editor, **given)


def test_readers_find_it_beside_the_languages_and_are_told_when_the_chapter_moves_on(
    client: Client,
    review: Review,
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
) -> None:
    draft_of("# Water\n\nHouseholds are supplied without charge.")
    publish()
    reading = reverse("portal:easy", args=[review.slug, "introduction", "ar"])
    chapter_page = reverse("portal:chapter", args=[review.slug, "introduction"])
    assert client.get(reading).status_code == 404
    assert "Easy to read" not in text_of(client.get(chapter_page))

    typed = {"text": "# ماء\n\nالماء للجميع.", "revision": 0, "act": "publish"}
    assert client.post(_page(review, "ar"), typed)["Location"] == _page(review, "ar")

    assert reading in text_of(client.get(chapter_page))
    page = text_of(Client().get(reading))
    assert 'lang="ar-x-easy" dir="rtl"' in page
    assert "الماء للجميع." in page
    assert EasyRendering.objects.get().sha256 in page
    assert "The chapter has changed since." not in page
    draft_of("# Water\n\nHouseholds pay nothing.")
    publish()
    assert "This text is about version 1 of the chapter." in text_of(Client().get(reading))


def test_two_who_write_at_once_lose_nothing(
    client: Client, review: Review, chapter: Chapter
) -> None:
    client.post(_page(review), {"text": "One", "revision": 0})
    refused = client.post(_page(review), {"text": "Two", "revision": 0})
    assert refused.status_code == 409
    assert ">\nTwo</textarea>" in text_of(refused)
    assert EasyText.objects.get().text == "One"


def test_the_bundle_holds_it(
    review: Review,
    chapter: Chapter,
    editor: User,
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
) -> None:
    draft_of("# Water")
    publish()
    given = {"actor": editor, "chapter": chapter, "language": "en"}
    write_easy_text(**given, text=EASY, seen_revision=0)
    publish_easy_text(**given)
    report, _entries = verify_bundle(ledger_bundle(review), parse_verifier_key(public_key()))
    assert [str(finding) for finding in report.findings] == []
