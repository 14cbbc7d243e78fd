"""The certificate and the minutes: every form says the numbers of the recount, to the digit."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import docx
import pypdfium2
import pytest
from django.test import Client
from lxml import html

from consult.council.actions import certify_motion
from consult.council.models import Motion
from consult.council.rules.reader import parse_rules
from consult.council.rules.tally import tally
from consult.council.selectors.decision import decided, decision_of
from consult.council.selectors.recount import plain_ballots, plain_roll
from consult.reporting.exports import pdf_of
from consult.reporting.exports.certificate import certificate_document
from deploy.find_pango import MISSING, find_pango
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db
needs_pango = pytest.mark.skipif(not find_pango(), reason=MISSING)


@pytest.fixture
def certified(closed: Motion, council: Council) -> Motion:
    """Return the closed motion, certified."""
    certify_motion(actor=council.secretary, motion_id=closed.pk)
    return decided(closed.review).get(pk=closed.pk)


def recounted(motion: Motion) -> list[list[str]]:
    """Return the rows of numbers that every form has to show, from a recount by the rules."""
    found = tally(plain_roll(motion), plain_ballots(motion), parse_rules(motion.rules)).as_data()
    heads, weight = found["choices"]["heads"], found["choices"]["weight"]
    everyone = found["counts"]["everyone"]
    sums = [
        [word, str(heads[choice]), str(weight[choice])]
        for word, choice in (
            ("Approve", "approve"),
            ("Approve with reservations", "reservations"),
            ("Reject", "reject"),
            ("Abstain", "abstain"),
        )
    ]
    absent = [str(everyone[unit]["not_voting"]) for unit in ("heads", "weight")]
    compared = [
        [str(part[name]) for name in ("value", "of", "needed")]
        for part in (found["quorum"], found["passes"])
        if part is not None
    ]
    return [*sums, ["Did not vote", *absent], *compared]


def holds(rows: list[list[str]], wanted: list[str]) -> bool:
    """Say whether a table's rows hold these cells side by side."""
    return any(row[at : at + len(wanted)] == wanted for row in rows for at in range(len(row)))


def place(motion: Motion) -> str:
    return f"/reviews/{motion.review.slug}/decisions/{motion.number}"


def test_page_api_and_word_say_the_numbers_of_the_recount(
    certified: Motion, client: Client
) -> None:
    shown = html.fromstring(client.get(f"/en{place(certified)}/").content)
    page = [[cell.text_content() for cell in row] for row in shown.iter("tr")]
    answer = client.get(f"{place(certified)}.en.docx")
    document = docx.Document(io.BytesIO(answer.content))
    word = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    for wanted in recounted(certified):
        assert holds(page, wanted), wanted
        assert holds(word, wanted), wanted
    api = client.get(f"{place(certified)}.json").json()
    found = tally(
        plain_roll(certified), plain_ballots(certified), parse_rules(certified.rules)
    ).as_data()
    assert api["record"]["outcome"] == found
    said = {row[0]: row[-1] for row in word if row[0].startswith("Ministry")}
    assert said == {
        "Ministry 0": "Approve (member)",
        "Ministry 1": "Approve with reservations (member)",
        "Ministry 2": "Abstain (member)",
    }


@needs_pango
def test_the_pdf_says_the_numbers_of_the_recount_and_is_tagged(
    certified: Motion, client: Client, work_off_tasks: Callable[[], int]
) -> None:
    address = f"{place(certified)}.en.pdf"
    assert client.get(address).status_code == 202
    assert client.get(address).status_code == 202
    assert work_off_tasks() >= 1
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    pdf = pypdfium2.PdfDocument(response.content)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    words = re.sub(r"\s+", " ", text)
    for wanted in recounted(certified):
        assert " ".join(wanted) in words, wanted
    for text_put in certified.texts.all():
        assert text_put.sha256 in re.sub(r"\s+", "", text)
    document = decision_of(certified).document
    assert document["record_sha256"] in re.sub(r"\s+", "", text)
    assert "Signatures" in words
    assert b"/MarkInfo" in response.content or pdf.get_metadata_dict()["Title"]
    assert pdf.get_metadata_dict()["Title"] == f"Certificate of decision {certified.number}"
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


@needs_pango
def test_a_certificate_is_in_the_language_that_was_asked_for(certified: Motion) -> None:
    document = certificate_document(decision_of(certified), "ar")
    assert '<html lang="ar" dir="rtl">' in document
    assert b"/Lang (ar)" in _unpacked(pdf_of(document))


def _unpacked(pdf: bytes) -> bytes:
    from tests.reporting.test_pdf import streams

    return streams(pdf)


def test_what_is_not_certified_has_no_certificate_and_what_is_not_spoken_no_file(
    closed: Motion, client: Client
) -> None:
    assert client.get(f"{place(closed)}.en.pdf").status_code == 404
    assert client.get(f"{place(closed)}.en.docx").status_code == 200
    assert client.get(f"{place(closed)}.xx.docx").status_code == 404
    assert client.get(f"/reviews/{closed.review.slug}/minutes.xx.docx").status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_minutes_of_a_review_have_title_agenda_and_language(
    language: str, certified: Motion, client: Client
) -> None:
    answer = client.get(f"/reviews/{certified.review.slug}/minutes.{language}.docx")
    document: Any = docx.Document(io.BytesIO(answer.content))
    assert document.core_properties.language == language
    assert document.core_properties.title
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 2
    agenda = [paragraph.text for paragraph in document.paragraphs]
    assert any(line.startswith(f"1. {certified.number}: ") for line in agenda)
    xml = document.element.xml
    assert ("w:bidiVisual" in xml) is (language == "ar")
