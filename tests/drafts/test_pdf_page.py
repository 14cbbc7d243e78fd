"""The page that takes a designed PDF: what it tells, what it refuses, and that it keeps nothing."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from consult.core.errors import NotPermitted
from consult.drafts.actions import check_pdf, parse_upload
from consult.drafts.actions import parse_pdf as runner
from consult.drafts.models import Version
from consult.drafts.rules.pdf import refusals
from consult.drafts.rules.upload import (
    CHILD_CPU_SECONDS,
    FileEmpty,
    FileTimedOut,
    FileTooLarge,
    UploadRefused,
)
from consult.drafts.selectors import blocks_of, texts_of
from tests.drafts.conftest import text_of
from tests.drafts.pdf_files import designed

pytestmark = pytest.mark.django_db

ADDRESS = "/en/editing/vnr-2026/introduction/compare-pdf/"
TEXT = "# Introduction\n\nSeven councils met.\n\nThe minutes of five are public.\n"


@pytest.fixture
def version(draft_of: Callable[..., Any], publish: Callable[..., Version]) -> Version:
    draft_of(TEXT)
    return publish()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Return a PDF of one page with nothing but the text."""
    from weasyprint import HTML

    return HTML(
        string="<html lang=en><h1>INTRODUCTION</h1><p>Seven councils met.</p>"
        "<p>The minutes of six are public.</p>"
    ).write_pdf()


def send(client: Client, data: bytes, text: str = "1-en") -> Any:
    return client.post(ADDRESS, {"text": text, "file": SimpleUploadedFile("report.pdf", data)})


def test_differences_are_listed_with_paragraph_and_page(
    client: Client, version: Version, pdf: bytes
) -> None:
    key = blocks_of(version, "en")[2].key
    page = text_of(send(client, pdf))
    assert "The text of the PDF differs from version 1 in 1 place." in page
    assert "Other words in the PDF" in page
    assert "page 1 of the PDF" in page
    assert f'href="/en/reviews/vnr-2026/introduction/versions/1/?lang=en#b-{key}"' in page
    assert "five<" in page
    assert "six<" in page
    assert "paragraph 3 of the text" in page


def test_the_same_text_is_told_so(client: Client, version: Version) -> None:
    from weasyprint import HTML

    blocks = "".join(f"<p>{block.html}</p>" for block in texts_of(version)[1]["en"])
    page = text_of(send(client, HTML(string=blocks).write_pdf()))
    assert "The text of the PDF is that of version 1." in page


def test_no_text_and_other_texts_are_refused_in_the_form(
    client: Client, version: Version, pdf: bytes
) -> None:
    assert "This is not a PDF file." in text_of(send(client, b"PK\x03\x04 a Word file"))
    assert "Select a valid choice" in text_of(send(client, pdf, "2-en"))
    assert client.get("/en/editing/vnr-2026/nothing/compare-pdf/").status_code == 404


def test_only_editors_compare(version: Version, pdf: bytes, person: Any, signed_in: Any) -> None:
    somebody = person()
    assert signed_in(somebody).get(ADDRESS).status_code == 404
    with pytest.raises(NotPermitted):
        check_pdf(actor=somebody, version=version, language="en", data=pdf)


def encrypted() -> bytes:
    """Return the head of a PDF whose dictionary asks for a password."""
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"00" * 32 + b">/U<" + b"11" * 32 + b">>>"
        b"endobj\ntrailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]/Size 4>>\n"
    )
    return body + b"%%EOF\n"


def pages_without_text(count: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _number in range(count):
        document.new_page(200, 200)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """Return a page whose content unpacks to a gigabyte of nothing."""
    import zlib

    packer = zlib.compressobj(9)
    first, again = (
        packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    packed = first + 1023 * again
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length " + str(len(packed)).encode() + b">>stream\n"
        + packed + b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (lambda: b"", FileEmpty),
        (lambda: b"%PDF-" + bytes(20 * 1024 * 1024), FileTooLarge),
        (lambda: b"<html>%PDF", refusals.NotAPdf),
        (lambda: b"%PDF-1.7 and nothing more", refusals.PdfBroken),
        (lambda: designed((), before="<p>Text</p>")[:900], refusals.PdfBroken),
        (encrypted, refusals.PdfEncrypted),
        (lambda: pages_without_text(1), refusals.PdfWithoutText),
        (lambda: pages_without_text(refusals.MAX_PAGES + 1), refusals.PdfTooLong),
        (bomb, UploadRefused),
    ],
    ids=["empty", "large", "page", "torn", "cut", "locked", "scan", "long", "bomb"],
)
def test_hostile_files_are_refused(make: Callable[[], bytes], refusal: type[UploadRefused]) -> None:
    with pytest.raises(refusal):
        runner.parse_pdf(make())


def test_a_child_that_says_nothing_or_nonsense_is_a_refusal(
    pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for said in ("", "nonsense", '{"pages": [[["x", "y"]]]}', '{"refused": "Exit", "params": {}}'):
        monkeypatch.setattr(parse_upload, "START_CHILD", f"print({said!r})")
        with pytest.raises(refusals.PdfBroken):
            runner.parse_pdf(pdf)

    def too_slow(_data: bytes, *, reader: str) -> bytes:
        raise FileTimedOut

    monkeypatch.setattr(runner, "ask_child", too_slow)
    with pytest.raises(refusals.PdfTimedOut):
        runner.parse_pdf(pdf)


@pytest.mark.skipif(sys.platform != "linux", reason="Other systems lack some of these limits.")
def test_the_child_is_limited_before_it_reads(pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    probe = (
        "import json, resource, sys; sys.path.insert(0, sys.argv.pop(1))\n"
        "from consult.drafts.rules.pdf import __main__ as child\n"
        "def told(data):\n"
        "    django = any(name.split('.')[0] == 'django' for name in sys.modules)\n"
        "    found = [resource.getrlimit(each)[0] for each in"
        " (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)]\n"
        "    return json.dumps({'pages': [[[json.dumps([django, *found]), 0]]]})\n"
        "child.answer = told\n"
        "child.main()\n"
    )
    monkeypatch.setattr(parse_upload, "START_CHILD", probe)
    [[(told, _height)]] = runner.parse_pdf(pdf)
    assert json.loads(told) == [False, refusals.CHILD_MEMORY_BYTES, CHILD_CPU_SECONDS, 0]
