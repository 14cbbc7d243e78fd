"""A figure goes with its chapter: its picture inside the file, its description, its caption."""

from __future__ import annotations

import base64
import io
from typing import Any

import pypdfium2
import pypdfium2.raw
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html
from PIL import Image

from consult.drafts.actions import import_draft
from consult.drafts.models import Chapter
from consult.portal.actions import publish_version
from consult.reporting.exports import pdf_of
from deploy.find_pango import MISSING, find_pango
from tests.drafts.picture_files import captioned, png, shown, with_media
from tests.drafts.word_files import pack, paragraph, styled

pytestmark = pytest.mark.django_db

ADDRESS = "/downloads/vnr-2026/introduction/2.en.html"


@pytest.fixture
def illustrated(chapter: Chapter, editor: Any) -> Chapter:
    """Return the chapter with version 2: a picture with its description and caption."""
    body = (
        styled("Heading1", "Water")
        + paragraph(shown("map", "A map of wells"))
        + captioned("Figure 1. Wells")
    )
    data = pack(with_media(body, {"map": png(colour="teal")}))
    import_draft(actor=editor, chapter=chapter, language="en", data=data, filename="water.docx")
    publish_version(actor=editor, chapter=chapter)
    return chapter


def test_a_picture_lies_in_the_file(client: Client, illustrated: Chapter) -> None:
    with CaptureQueriesContext(connection) as caught:
        response = client.get(ADDRESS)
    assert len(caught) == 4
    tree = html.document_fromstring(response.content)
    [image] = tree.xpath("//figure//img")
    assert image.get("alt") == "A map of wells"
    kind, _comma, content = image.get("src").partition(",")
    assert kind == "data:image/png;base64"
    with Image.open(io.BytesIO(base64.b64decode(content))) as picture:
        assert picture.convert("RGB").getpixel((0, 0)) == (0, 128, 128)
    assert [caption.text_content() for caption in tree.xpath("//figure/figcaption")] == [
        "Figure 1. Wells"
    ]


@pytest.mark.skipif(not find_pango(), reason=MISSING)
def test_a_picture_lies_in_the_pdf(client: Client, illustrated: Chapter) -> None:
    pdf = pypdfium2.PdfDocument(pdf_of(client.get(ADDRESS).content.decode()))
    kinds = [thing.type for page in pdf for thing in page.get_objects()]
    assert kinds.count(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE) == 1
