"""The editor's part: a chapter is added, a Word file imported, checked and published."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from tests.browser.journey import Journey

SLUG = "highlights"
TITLE = "Highlights"
PARAGRAPH = "Seven district councils met, and the minutes of five are public."


def made_file() -> bytes:
    """Return a Word file with headings, paragraphs, a list and a table."""
    document = docx.Document()
    document.add_heading("Highlights", level=1)
    document.add_paragraph("This chapter says what the review found and what is still open.")
    document.add_heading("Leaving no one behind", level=2)
    document.add_paragraph(PARAGRAPH)
    for line in ("Data for small islands are missing.", "Two ministries share one budget line."):
        document.add_paragraph(line, style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for row, words in enumerate((("Region", "Councils"), ("North", "4"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraphs_in(path: Path) -> list[str]:
    """Return the paragraphs of a Word file's body as python-docx counts them, without spaces."""
    texts = (bare(paragraph.text) for paragraph in docx.Document(str(path)).paragraphs)
    return [text for text in texts if text]


def bare(text: str) -> str:
    """Return a text without any white space or soft hyphens, in which a page may differ."""
    return "".join(text.replace("\xad", "").split())


def add_chapter(journey: Journey, page: Page) -> None:
    """Add the chapter from the desk, where the editor has just arrived."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Editing")
    page.locator("main a", has_text="Add a chapter").click()
    page.get_by_label("Title (English)").fill(TITLE)
    page.get_by_label("Language in which the chapter is written").select_option(journey.language)
    page.get_by_label("Address").fill(SLUG)
    page.get_by_role("button", name="Add the chapter").click()
    expect(page.get_by_role("status").first).to_contain_text("The chapter is added.")


def import_and_check(journey: Journey, page: Page, path: Path) -> None:
    """Import the file and see on the checking page that every paragraph was recognised."""
    page.locator("main a", has_text="Import a text").first.click()
    page.get_by_label("Chapter", exact=True).select_option(SLUG)
    page.get_by_label("Language of the text").select_option(journey.language)
    page.get_by_label("File", exact=True).set_input_files(path)
    page.get_by_role("button", name="Import and check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check a draft")
    shown = bare(page.locator(".check-list").inner_text())
    assert [text for text in paragraphs_in(path) if text not in shown] == []
    # Nothing is public before it is published.
    answer = journey.guest.goto(f"/en/reviews/{journey.review.slug}/{SLUG}/")
    assert answer is not None
    assert answer.status == 404


def publish(journey: Journey, page: Page) -> None:
    """Publish what was checked, and arrive at the public chapter."""
    page.locator("main a", has_text="Publish the next version").first.click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("status").first).to_contain_text("Version 1 is published.")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def read_chapter(journey: Journey, path: Path) -> Page:
    """Let the guest open the chapter and find in it every paragraph of the file, in order."""
    page = journey.guest
    page.goto(f"/en/reviews/{journey.review.slug}/")
    page.get_by_role("link", name=TITLE).click()
    blocks = page.locator(".block:not(tr) [data-block-text]").all_text_contents()
    assert [bare(text) for text in blocks] == paragraphs_in(path)
    return page
