"""Checking a draft: everything recognised, everything dropped, and discarding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consult.accounts.models import User
from consult.drafts.actions import choose_published
from consult.drafts.models import Chapter, Draft, Version
from consult.drafts.rules.translating import Publishes
from consult.reviews.models import Review
from tests.drafts.conftest import text_of

pytestmark = pytest.mark.django_db


def test_a_source_draft_says_which_languages_it_would_leave_out(
    client: Client, editor: User, draft_of: Callable[..., Draft], publish: Callable[..., Version]
) -> None:
    draft_of("# Water")
    draft_of("# L’eau", "fr")
    chapter = publish().chapter
    draft = draft_of("# Waters")
    address = reverse("drafts:draft", args=[draft.pk])
    assert "leaves out the languages below" not in text_of(client.get(address))
    choose_published(actor=editor, chapter=chapter, language="fr", publishes=Publishes.NOTHING)

    page = text_of(client.get(reverse("drafts:draft", args=[draft.pk])))

    assert "the next version leaves out the languages below" in page
    assert '<li lang="fr" dir="ltr">Français</li>' in page

    publishing = reverse("portal:publish", args=[chapter.review.slug, chapter.slug])
    assert '<li lang="fr" dir="ltr">Français</li>' in text_of(client.get(publishing))
    draft_of("# Les eaux", "fr")
    assert "the next version leaves out" not in text_of(client.get(publishing))


def test_a_reader_is_told_that_a_text_does_not_exist_in_their_language(
    client: Client, draft_of: Callable[..., Draft], publish: Callable[..., Version]
) -> None:
    draft_of("# Water")
    version = publish()
    address = reverse("portal:chapter", args=[version.chapter.review.slug, version.chapter.slug])
    notice = "Ce texte n’existe pas encore dans votre langue."

    assert notice in text_of(client.get(address.replace("/en/", "/fr/")))
    assert notice not in text_of(client.get(address.replace("/en/", "/fr/") + "?lang=en"))
    assert "does not exist in your language" not in text_of(client.get(address))


def test_what_was_dropped_is_shown_where_it_stood(
    client: Client, chapter: Chapter, editor: User
) -> None:
    from consult.drafts.actions import import_blocks
    from consult.drafts.rules.blocks import BlockKind, Dropped, DroppedKind, ParsedBlock

    draft = import_blocks(
        actor=editor,
        chapter=chapter,
        language="en",
        blocks=[ParsedBlock(BlockKind.PARAGRAPH, 0, word, word) for word in ("one", "two")],
        source_name="a.docx",
        source_sha256="0" * 64,
        dropped=[
            Dropped(1, DroppedKind.IMAGE, "A <map> of wells"),
            Dropped(None, DroppedKind.CHART),
        ],
    )

    page = client.get(reverse("drafts:draft", args=[draft.pk]))

    assert b"A picture was left out: <bdi>A &lt;map&gt; of wells</bdi>" in page.content
    text = text_of(page)
    assert "2 things in the file do not show as they did." in text
    text = text[text.index("The blocks") :]
    assert text.index(">two<") < text.index("A picture was left out") < text.index("A chart was")
    assert text.index(">one<") < text.index(">two<")


def test_the_check_page_takes_the_same_queries_for_any_size(
    client: Client, draft_of: Callable[..., Draft], django_assert_num_queries: Any
) -> None:
    for paragraphs in (1, 200):
        draft = draft_of("# Water\n\n" + "\n\n".join(map(str, range(paragraphs))))
        client.get(reverse("drafts:draft", args=[draft.pk]))
        with django_assert_num_queries(10):
            client.get(reverse("drafts:draft", args=[draft.pk]))


def test_discarding_is_confirmed_first(
    client: Client, review: Review, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of("# Water")
    address = reverse("drafts:discard", args=[draft.pk])

    asked = client.get(address)
    assert "Discard this draft?" in text_of(asked)
    assert Draft.objects.get().state == "checking"

    done = client.post(address)
    assert done["Location"] == reverse("drafts:desk", args=[review.slug])
    assert Draft.objects.get().state == "discarded"

    again = client.post(address)
    assert again.status_code == 409
    assert "This draft is no longer waiting to be checked" in text_of(again)
    shown = text_of(client.get(reverse("drafts:draft", args=[draft.pk])))
    assert "This draft was discarded or replaced by a newer one." in shown
    assert address not in shown
