"""The editors' pages: what they show, whom they hide from, and that nothing typed is lost."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.drafts.models import Chapter, Draft, Version
from consult.reviews.models import Review
from tests.conftest import MakePerson
from tests.drafts.conftest import titles_of

pytestmark = pytest.mark.django_db


def word_file(*paragraphs: str) -> bytes:
    document = Document()
    document.add_heading("Water", level=1)
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def client(editor: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(editor)


@pytest.fixture
def import_page(review: Review, chapter: Chapter) -> str:
    return reverse("drafts:import", args=[review.slug])


def _upload(client: Client, address: str, data: bytes, **typed: str) -> Any:
    return client.post(
        address,
        {
            "chapter": "introduction",
            "language": "en",
            "text": "",
            "file": SimpleUploadedFile("water.docx", data),
        }
        | typed,
    )


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


def test_a_file_is_imported_and_every_block_shown_for_checking(
    client: Client, import_page: str
) -> None:
    response = _upload(client, import_page, word_file("Cities pay less.", "<b>x</b> & y"))

    draft = Draft.objects.get()
    assert response.status_code == 302
    assert response["Location"] == reverse("drafts:draft", args=[draft.pk])
    page = client.get(response["Location"])
    text = text_of(page)
    assert "Heading · level 1" in text
    assert "Cities pay less." in text
    assert b"&lt;b&gt;x&lt;/b&gt; &amp; y" in page.content
    assert draft.source_sha256 in text
    assert "Nothing was left out." in text


def test_pasted_text_is_imported(client: Client, import_page: str) -> None:
    response = client.post(
        import_page,
        {"chapter": "introduction", "language": "fr", "text": "# L’eau\n\n- Puits\n- Fleuves"},
    )

    draft = Draft.objects.get()
    assert response["Location"] == reverse("drafts:draft", args=[draft.pk])
    assert [block["kind"] for block in draft.blocks] == ["heading", "list_item", "list_item"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file holds no text."),
        (b"%PDF-1.4 \n", "This is a PDF file, from which paragraphs cannot be read reliably."),
        (word_file("a")[:2000], "This file is damaged or incomplete."),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_a_refused_file_is_explained_in_the_form_and_nothing_stored(
    client: Client, import_page: str, data: bytes, sentence: str
) -> None:
    response = _upload(client, import_page, data, language="fr")

    assert response.status_code == 400
    form = response.context["form"]
    assert [sentence in error for error in form.errors["file"]] == [True]
    assert '<a href="#id_file">' in response.content.decode()
    assert form["language"].value() == "fr"
    assert not Draft.objects.exists()


def test_what_was_pasted_stays_in_the_refused_form(client: Client, import_page: str) -> None:
    response = client.post(
        import_page,
        {"chapter": "introduction", "language": "en", "text": "kept text\x00"},
    )
    assert response.status_code == 200
    assert "kept text" in text_of(response)
    assert not Draft.objects.exists()

    response = client.post(
        import_page, {"chapter": "introduction", "language": "en", "text": "***"}
    )
    assert response.status_code == 400
    assert list(response.context["form"].errors) == ["text"]
    assert ">\n***</textarea>" in text_of(response)
    assert not Draft.objects.exists()


def test_neither_or_both_of_file_and_text_are_refused(client: Client, import_page: str) -> None:
    neither = client.post(import_page, {"chapter": "introduction", "language": "en", "text": ""})
    both = _upload(client, import_page, word_file("a"), text="kept text")

    assert neither.context["form"].errors == {
        "file": ["Choose a Word file, or paste the text below."]
    }
    assert both.context["form"].errors == {"text": ["Give either a file or a text, not both."]}
    assert "kept text" in text_of(both)
    assert not Draft.objects.exists()


def test_a_source_draft_says_which_languages_it_would_leave_out(
    client: Client, draft_of: Callable[..., Draft], publish: Callable[..., Version]
) -> None:
    draft_of("# Water")
    draft_of("# L’eau", "fr")
    publish()
    draft = draft_of("# Waters")

    page = text_of(client.get(reverse("drafts:draft", args=[draft.pk])))

    assert "the next version leaves out the languages below" in page
    assert '<li lang="fr" dir="ltr">Français</li>' in page


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
    assert text.index(">two<") < text.index("A picture was left out") < text.index("A chart was")
    assert text.index(">one<") < text.index(">two<")


def test_the_check_page_takes_the_same_queries_for_any_size(
    client: Client, draft_of: Callable[..., Draft], django_assert_num_queries: Any
) -> None:
    for paragraphs in (1, 200):
        draft = draft_of("# Water\n\n" + "\n\n".join(map(str, range(paragraphs))))
        client.get(reverse("drafts:draft", args=[draft.pk]))
        with django_assert_num_queries(5):
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
