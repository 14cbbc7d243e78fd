"""Importing in the browser: a refusal is explained in the form, and nothing typed is lost."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from consult.drafts.models import Chapter, Draft
from consult.reviews.models import Review
from tests.drafts.conftest import text_of

pytestmark = pytest.mark.django_db


def word_file(*paragraphs: str) -> bytes:
    document = Document()
    document.add_heading("Water", level=1)
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


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
    assert response.status_code == 400
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

    assert neither.status_code == both.status_code == 400
    assert neither.context["form"].errors == {"file": ["Choose a file, or paste the text below."]}
    assert both.context["form"].errors == {"text": ["Give either a file or a text, not both."]}
    assert "kept text" in text_of(both)
    assert not Draft.objects.exists()


def test_formatted_text_is_read_from_its_markup(client: Client, import_page: str) -> None:
    html = "<h2>Water</h2><ul><li>Wells</li></ul><img src='http://127.0.0.1:9/x' alt='A map'>"
    typed = {"chapter": "introduction", "language": "en", "text": "Water Wells", "html": html}
    client.post(import_page, typed)

    draft = Draft.objects.get()
    assert [block["kind"] for block in draft.blocks] == ["heading", "list_item", "figure"]
    assert [entry["what"] for entry in draft.dropped] == ["image"]


def test_a_refused_paste_keeps_the_text_and_its_formatting(
    client: Client, import_page: str
) -> None:
    deep = "<div>" * 400 + "text"
    typed = {"chapter": "introduction", "language": "en", "text": "kept text", "html": deep}
    response = client.post(import_page, typed)

    assert response.status_code == 400
    form = response.context["form"]
    assert ["could not be read with its formatting" in e for e in form.errors["text"]] == [True]
    assert (form["text"].value(), form["html"].value()) == ("kept text", deep)
    assert not Draft.objects.exists()


def test_a_markdown_file_is_read_as_its_text(client: Client, import_page: str) -> None:
    def upload(name: str, data: bytes) -> Any:
        return client.post(
            import_page,
            {
                "chapter": "introduction",
                "language": "en",
                "text": "",
                "file": SimpleUploadedFile(name, data),
            },
        )

    assert upload("water.md", "\ufeff# Forêts".encode()).status_code == 302
    draft = Draft.objects.get()
    assert draft.source_name == "water.md"
    assert draft.blocks[0]["html"] == "Forêts"
    refused = upload("water.txt", "Forêts".encode("latin-1"))
    assert refused.status_code == 400
    assert ["not in UTF-8" in error for error in refused.context["form"].errors["file"]] == [True]
