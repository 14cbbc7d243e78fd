"""A PDF: tagged, titled, in its language, with letters for every script, and nothing fetched."""

from __future__ import annotations

import re
import socket
import threading
import zlib
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from lxml import html

from consult.drafts.models import Chapter
from consult.reporting import checks
from consult.reporting.exports import PdfFailed, pdf_of
from consult.reporting.exports import pdf as made
from deploy.find_pango import MISSING, SCRIPTS, find_font, find_pango
from tests.portal.reading import words

needs_pango = pytest.mark.skipif(not find_pango(), reason=MISSING)

ADDRESS = "/downloads/vnr-2026/introduction/2.ar.pdf"


def text_of(pdf: bytes) -> str:
    """Return the text of all pages as a program that reads aloud finds it."""
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def streams(pdf: bytes) -> bytes:
    """Return everything in the file, its compressed parts unpacked."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    unpacked = [pdf]
    for part in found:
        try:
            unpacked.append(zlib.decompress(part))
        except zlib.error:
            continue
    return b"\n".join(unpacked)


def shapes(pdf: bytes) -> int:
    """Count the sizes of the letters on the first page: boxes for letters no font has are alike."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    sizes = set()
    for at in range(page.count_chars()):
        left, bottom, right, top = page.get_charbox(at)
        sizes.add((round(right - left, 1), round(top - bottom, 1)))
    return len(sizes)


@needs_pango
@pytest.mark.django_db
def test_a_chapter_as_pdf(
    client: Client, water: Chapter, work_off_tasks: Callable[[], int]
) -> None:
    assert client.get(ADDRESS).status_code == 202
    work_off_tasks()
    response = client.get(ADDRESS)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == (
        'attachment; filename="vnr-2026.introduction.v2.ar.pdf"'
    )
    pdf = response.content
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_dict()["Title"].startswith("Introduction, ")
    inside = streams(pdf)
    for sign in (b"/Lang (ar)", b"/Marked true", b"/DisplayDocTitle true", b'pdfuaid:part="1"'):
        assert sign in inside
    bookmarks = [mark.get_title() for mark in document.get_toc()]
    assert bookmarks[0] == "Introduction"
    assert "المدن" in bookmarks
    assert water.current is not None
    assert water.current.renderings.get(language="ar").sha256 in text_of(pdf)
    # An Arabic table begins on the right: its first column lies right of its second.
    page = document[0].get_textpage()
    (first, second) = (_left(page, word) for word in ("المدينة", "السعر"))
    assert first > second


def _left(page: Any, word: str) -> float:
    """Return where a word begins on a page, from its left edge."""
    at = page.get_text_range().index(word)
    left, _bottom, _right, _top = page.get_charbox(at)
    return float(left)


@needs_pango
@pytest.mark.parametrize(
    ("language", "text"),
    [*zip(("ka", "ar", "zh-hans"), SCRIPTS.values(), strict=True), ("fr", "« Œuvre »")],
)
def test_every_letter_has_its_glyph(language: str, text: str) -> None:
    if not find_font(text):
        pytest.skip(f"No font with all letters of {text} is installed.")
    pdf = pdf_of(f'<html lang="{language}"><title>T</title><p>{text}</p></html>')
    assert shapes(pdf) > 1
    assert text in text_of(pdf)


@needs_pango
def test_letters_without_a_glyph_would_be_noticed() -> None:
    assert shapes(pdf_of('<html lang="en"><title>T</title><p>\ue123\ue124\ue125</p></html>')) == 1


@needs_pango
def test_nothing_is_fetched() -> None:
    asked = []
    listener = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"

    def listen() -> None:
        while True:
            try:
                visitor, _from = listener.accept()
            except OSError:
                return
            asked.append(visitor)
            visitor.close()

    threading.Thread(target=listen, daemon=True).start()
    pdf = pdf_of(
        f'<html lang="en"><title>T</title><link rel="stylesheet" href="{address}/a.css">'
        f"<style>@import url({address}/b.css); p {{ background: url({address}/c.png) }}</style>"
        f'<p>Text</p><img alt="A picture" src="{address}/d.png"><img alt="A file" '
        'src="file:///etc/hostname"><object data="/etc/hostname"></object></html>'
    )
    listener.close()
    assert asked == []
    assert "Text" in text_of(pdf)


@needs_pango
def test_a_document_that_is_too_much_ends_its_own_process_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(made, "WALL_SECONDS", 0.01)
    with pytest.raises(PdfFailed, match=r"not made within 0\.01 seconds"):
        pdf_of("<p>Text</p>")


@pytest.mark.django_db
def test_without_pango_the_platform_says_so_and_the_rest_works(
    client: Client, water: Chapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made, "LIBRARIES", (("libnowhere.so",),))
    made.pdf_available.cache_clear()
    try:
        [message] = checks.pdf_can_be_made(None)
        assert message.id == "reporting.I001"
        page = client.get(ADDRESS)
        assert page.status_code == 404
        tree = html.fromstring(page.content)
        assert tree.xpath("//main//a/@href")[-1:] == ["/ar/reviews/vnr-2026/introduction/"]
        chapter = html.fromstring(client.get("/en/reviews/vnr-2026/introduction/").content)
        links = chapter.xpath("//section[@class='downloads']//a/@href")
        assert [link for link in links if ".pdf" in link] == []
        assert len([link for link in links if ".html" in link]) == 6
        assert client.get("/downloads/vnr-2026/introduction/2.ar.html").status_code == 200
        assert words(tree, "//h1") != []
    finally:
        made.pdf_available.cache_clear()
