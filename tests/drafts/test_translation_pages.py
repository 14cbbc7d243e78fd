"""The translators' pages: side by side, by state, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.drafts.actions import choose_published, write_translation
from consult.drafts.models import BlockTranslation, Chapter, ChapterLanguage, Draft, Version
from consult.drafts.rules.translating import Publishes
from consult.drafts.selectors import blocks_of
from consult.reviews.models import Review
from tests.conftest import MakePerson
from tests.drafts.conftest import text_of

pytestmark = pytest.mark.django_db

TEXT = """# Water

Every village has **one** well.[^1]

| Region | Wells |
| --- | --- |
| North | 12 |

[^1]: Survey of 2025.
"""


@pytest.fixture
def keys(draft_of: Callable[..., Draft], publish: Callable[..., Version]) -> list[UUID]:
    draft_of(TEXT)
    return [row.key for row in blocks_of(publish(), "en")]


def _list(review: Review, language: str = "ar") -> str:
    return reverse("drafts:translations", args=[review.slug, "introduction", language])


def _block(review: Review, key: UUID, language: str = "ar") -> str:
    return reverse("drafts:translation", args=[review.slug, "introduction", language, key])


def test_a_block_is_translated_and_the_next_of_its_state_follows(
    client: Client, review: Review, keys: list[UUID]
) -> None:
    address = _block(review, keys[0]) + "?state=missing"
    page = text_of(client.get(address))
    assert '<textarea name="text_0"' in page
    assert 'lang="ar" dir="rtl"' in page
    assert "[^1]" in text_of(client.get(_block(review, keys[1])))

    saved = client.post(address, {"text_0": "ماء", "revision": 0, "act": "save"})

    assert saved["Location"] == _block(review, keys[1]) + "?state=missing"
    assert BlockTranslation.objects.get().html == "ماء"
    assert "ماء" in text_of(client.get(_list(review)))
    assert "ماء" in text_of(client.get(_list(review) + "?state=draft"))
    missing = text_of(client.get(_list(review) + "?state=missing"))
    assert "Translate block 2" in missing
    assert "Translate block 1<" not in missing
    last = client.post(_block(review, keys[-1]), {"text_0": "مسح", "revision": 0, "act": "review"})
    assert last["Location"] == _list(review)


def test_a_refusal_keeps_what_was_typed_beside_what_is_missing(
    client: Client, review: Review, keys: list[UUID]
) -> None:
    refused = client.post(_block(review, keys[1]), {"text_0": "بئر **واحدة**", "revision": 0})
    page = text_of(refused)
    assert refused.status_code == 400
    assert "بئر **واحدة**" in page
    assert "The translation must refer to the same notes as the source: [^1]." in page
    assert 'href="#id_text_0"' in page


def test_two_translators_at_once_lose_nothing(
    client: Client, review: Review, keys: list[UUID], editor: User, chapter: Chapter
) -> None:
    write_translation(
        actor=editor, chapter=chapter, language="ar", key=keys[0], typed=["مياه"], seen_revision=0
    )
    address = _block(review, keys[0])

    refused = client.post(address, {"text_0": "ماء", "revision": 0, "act": "save"})

    assert refused.status_code == 409
    page = text_of(refused)
    assert "مياه" in page
    assert "ماء</textarea>" in page
    assert '<input type="hidden" name="revision" value="1"' in page
    assert client.post(address, {"text_0": "ماء", "revision": 1}).status_code == 302
    assert "1 former text" in text_of(client.get(address))


def test_a_row_has_a_field_for_each_cell(client: Client, review: Review, keys: list[UUID]) -> None:
    address = _block(review, keys[3], "ka")
    page = text_of(client.get(address))
    assert "Translation of cell 1" in page
    assert "Translation of cell 2" in page
    client.post(address, {"text_0": "ჩრდილოეთი", "text_1": "12", "revision": 0})
    assert BlockTranslation.objects.get().html == "<td>ჩრდილოეთი</td>\t<td>12</td>"


def test_a_stale_block_shows_the_source_then_and_now(
    client: Client,
    review: Review,
    keys: list[UUID],
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
) -> None:
    client.post(_block(review, keys[0]), {"text_0": "ماء", "revision": 0, "act": "review"})
    draft_of(TEXT.replace("# Water", "# Water for all"))
    publish()

    page = text_of(client.get(_block(review, keys[0])))
    assert "The source has changed since this was translated" in page
    assert "<strong>Water</strong>" in page
    assert "<strong>Water for all</strong>" in page
    client.post(_block(review, keys[0]), {"text_0": "ماء", "revision": 2, "act": "review"})
    assert BlockTranslation.objects.get().source_html == "Water for all"


def test_what_is_published_is_chosen(client: Client, review: Review, keys: list[UUID]) -> None:
    address = reverse("drafts:choose_published", args=[review.slug, "introduction", "ar"])
    assert client.post(address, {"publishes": "machine"})["Location"] == _list(review)
    assert ChapterLanguage.objects.get().publishes == "machine"
    client.post(address, {"publishes": "everything"})
    assert ChapterLanguage.objects.get().publishes == "machine"


def test_others_and_other_languages_find_nothing(
    client: Client,
    review: Review,
    keys: list[UUID],
    person: MakePerson,
    signed_in: Callable[[User], Client],
) -> None:
    moderator = signed_in(person(Role.MODERATOR))
    for address in (_list(review), _block(review, keys[0])):
        assert client.get(address).status_code == 200
        assert moderator.get(address).status_code == 404
    for address in (_list(review, "en"), _list(review, "de"), _block(review, UUID(int=1))):
        assert client.get(address).status_code == 404


def test_the_list_takes_the_same_queries_for_any_number_of_blocks(
    client: Client,
    review: Review,
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
    django_assert_num_queries: Any,
) -> None:
    for text in ("# One\n", "# One\n" + "\nMore.\n" * 60):
        draft_of(text)
        publish()
        client.get(_list(review))
        with django_assert_num_queries(9):
            client.get(_list(review))
    assert "Page 1 of 2" in text_of(client.get(_list(review)))


def test_an_unpublished_chapter_says_what_to_do_first(
    client: Client, review: Review, chapter: Chapter
) -> None:
    assert "This chapter is not published yet." in text_of(client.get(_list(review)))


def test_readers_see_which_words_are_not_translated_and_the_desk_how_far_it_is(
    client: Client, review: Review, keys: list[UUID], chapter: Chapter, editor: User
) -> None:
    client.post(_block(review, keys[0]), {"text_0": "ماء", "revision": 0, "act": "review"})
    choose_published(actor=editor, chapter=chapter, language="ar", publishes=Publishes.REVIEWED)
    publishing = reverse("portal:publish", args=[review.slug, "introduction"])
    assert "Version 2 takes in what was translated since" in text_of(client.get(publishing))
    client.post(publishing)

    address = reverse("portal:chapter", args=[review.slug, "introduction"])
    page = text_of(client.get(address + "?lang=ar"))
    assert page.count("Not translated yet") == 4
    assert "20 % translated" in page
    assert "Not translated yet" not in text_of(client.get(address))

    desk = text_of(client.get(reverse("drafts:desk", args=[review.slug])))
    assert "7 % of the words reviewed · 4 blocks missing" in desk
    assert "0 % of the words reviewed · 5 blocks missing · not published" in desk
