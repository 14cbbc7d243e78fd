"""What people do in the council's room, on its real pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from consult.council.models import Motion

PutBy = Callable[..., "Motion"]
End = Callable[["Motion"], "Motion"]


def open_motion(page: Page, motion: Motion, language: str = "en") -> Page:
    """Open a motion's page in a language; return it."""
    with override(language):
        page.goto(reverse("council:motion", args=[motion.pk]))
    return page


def ballot_form(page: Page, institution: str) -> Locator:
    """Return the part of the page on which somebody votes for a seat."""
    heading = page.get_by_role("heading", level=3, name=institution, exact=True)
    return page.locator("section section").filter(has=heading)


def choose(form: Locator, words: str) -> None:
    """Click a choice where people do: its label covers the whole card."""
    form.locator("label").get_by_text(words, exact=True).click()


def send_vote(form: Locator, words: str, reason: str = "") -> None:
    """Choose, give a reason, and press the form's one button."""
    choose(form, words)
    form.locator("textarea[name=reason]").fill(reason)
    form.locator("form[data-vote] button[type=submit]").click()


def cast(page: Page, motion: Motion, institution: str, words: str, reason: str = "") -> None:
    """Cast a ballot for a seat on the motion's page, and see that it is recorded."""
    send_vote(ballot_form(open_motion(page, motion), institution), words, reason)
    expect(page.get_by_role("status").first).to_contain_text(f"recorded: {words}.")


def open_decision(page: Page, motion: Motion, language: str = "en") -> Page:
    """Open the public page of a decision in a language; return it."""
    with override(language):
        page.goto(reverse("council:decision", args=[motion.review.slug, motion.number]))
    return page


def row(page: Page, table: str, institution: str) -> list[str]:
    """Return the cells beside an institution in the table of a section, white space folded."""
    found = page.locator(f"section[aria-labelledby={table}] tbody tr")
    cells = found.filter(has=page.get_by_role("rowheader", name=institution)).locator("td")
    return [" ".join(text.split()) for text in cells.all_inner_texts()]


def comparisons(page: Page, caption: str) -> list[list[str]]:
    """Return the comparisons under a caption: what was counted, of how many, the bound, held."""
    table = page.locator("table").filter(has=page.locator("caption", has_text=caption))
    rows: list[Any] = table.locator("tbody tr").all()
    return [[cell.strip() for cell in each.locator("td").all_inner_texts()] for each in rows]
