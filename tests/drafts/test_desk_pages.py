"""The desk and new chapters: what they show, whom they hide from, what a refusal keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.drafts.models import Chapter, Draft, Version
from consult.reviews.models import Review
from tests.conftest import MakePerson
from tests.drafts.conftest import text_of, titles_of

pytestmark = pytest.mark.django_db


def test_every_page_answers_others_as_if_it_were_not_there(
    review: Review,
    chapter: Chapter,
    draft_of: Callable[..., Draft],
    person: MakePerson,
    signed_in: Callable[[User], Client],
    client: Client,
) -> None:
    draft = draft_of("# Water")
    addresses = [
        reverse("drafts:desk", args=[review.slug]),
        reverse("drafts:import", args=[review.slug]),
        reverse("drafts:add_chapter", args=[review.slug]),
        reverse("drafts:draft", args=[draft.pk]),
        reverse("drafts:discard", args=[draft.pk]),
    ]
    moderator = signed_in(person(Role.MODERATOR, Role.COUNCIL_MEMBER))
    for address in addresses:
        assert client.get(address).status_code == 200
        refused = moderator.get(address)
        assert refused.status_code == 404
        assert "Water" not in text_of(refused)
        assert moderator.post(address).status_code in (404, 405)
        client_without = type(client)()
        assert client_without.get(address).status_code == 404
    assert list(Draft.objects.values_list("state", flat=True)) == ["checking"]


def test_an_editor_without_a_second_factor_is_told_so(
    review: Review, chapter: Chapter, person: MakePerson, signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(person(Role.EDITOR, second_factor=False)).get(
        reverse("drafts:desk", args=[review.slug])
    )
    assert page.status_code == 403
    assert "Your role needs a second factor." in text_of(page)


def test_an_empty_desk_says_what_to_do(review: Review, client: Client) -> None:
    page = text_of(client.get(reverse("drafts:desk", args=[review.slug])))
    assert "This review has no chapters yet. Add the first one; then import its text." in page
    assert reverse("drafts:add_chapter", args=[review.slug]) in page
    without = text_of(client.get(reverse("drafts:import", args=[review.slug])))
    assert "This review has no chapters yet." in without
    assert 'type="file"' not in without


def test_the_desk_lists_versions_and_drafts(
    review: Review,
    chapter: Chapter,
    client: Client,
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
) -> None:
    draft_of("# Water")
    publish()
    waiting = draft_of("# L’eau", "fr")

    page = text_of(client.get(reverse("drafts:desk", args=[review.slug])))

    assert "1. Introduction" in page
    assert reverse("portal:version", args=[review.slug, "introduction", 1]) in page
    assert reverse("drafts:draft", args=[waiting.pk]) in page
    assert reverse("portal:publish", args=[review.slug, "introduction"]) in page


def test_a_chapter_is_added(client: Client, review: Review, chapter: Chapter) -> None:
    address = reverse("drafts:add_chapter", args=[review.slug])
    assert client.get(address).context["form"]["position"].value() == 2

    response = client.post(
        address,
        {
            "title_en": "Means",
            "title_ar": "الوسائل",
            "slug": "means",
            "position": "2",
            "source_language": "en",
        },
    )

    assert response["Location"] == reverse("drafts:desk", args=[review.slug])
    made = Chapter.objects.get(slug="means")
    assert (titles_of(made), made.position) == ({"en": "Means", "ar": "الوسائل"}, 2)


@pytest.mark.parametrize(
    ("changed", "status", "field"),
    [
        ({"slug": "introduction"}, 409, "slug"),
        ({"slug": "No Slug"}, 400, "slug"),
        ({"position": "1"}, 409, "position"),
        ({"title_en": "", "title_ar": ""}, 400, "title_en"),
        ({"title_en": "kept\x00"}, 200, "title_en"),
        ({"source_language": "de"}, 200, "source_language"),
    ],
)
def test_a_refused_chapter_keeps_what_was_typed(
    client: Client,
    review: Review,
    chapter: Chapter,
    changed: dict[str, Any],
    status: int,
    field: str,
) -> None:
    typed = {
        "title_en": "Means",
        "title_ar": "الوسائل",
        "slug": "means",
        "position": "2",
        "source_language": "en",
    }
    response = client.post(reverse("drafts:add_chapter", args=[review.slug]), typed | changed)

    form = response.context["form"]
    assert response.status_code == status
    assert list(form.errors) == [field]
    assert form["position"].value() == (typed | changed)["position"]
    assert 'class="error-summary"' in response.content.decode()
    assert list(Chapter.objects.all()) == [chapter]
