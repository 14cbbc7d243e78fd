"""An author changes a text in Arabic, and a moderator redacts words: with and without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from consult.comments.models import Comment
from consult.core.models import OutgoingMail
from moderation.models import Decision
from moderation.rules.states import Verdict
from tests.browser.conftest import OpenPage
from tests.comments.scene import (  # noqa: F401
    case_of,
    chapter,
    code,
    editor,
    judge,
    moderator,
    participant,
    post,
)

FIRST = "رئيس البلدية أحمق. نريد محاضر الاجتماعات."
SECOND = "نريد محاضر الاجتماعات كلها، لا خمسة منها."


def _fits(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("javascript", [True, False])
def test_author_changes_the_text_in_arabic(
    server: str,
    post: Any,  # noqa: F811
    judge: Any,  # noqa: F811
    participant: Any,  # noqa: F811
    open_page: OpenPage,
    javascript: bool,
) -> None:
    participant.language = "ar"
    participant.save(update_fields=["language"])
    comment = post(FIRST, language="ar")
    Comment.objects.filter(pk=comment.pk).update(page_language="ar")
    judge(comment, "R1", "كلمة «أحمق» تسخر من شخص.", verdict=Verdict.REQUEST_CHANGES)
    mail = OutgoingMail.objects.get(text__contains=f"{comment.receipt_path}/changes")
    assert "أحمق" in mail.text
    page = open_page(language="ar", width=360, javascript=javascript)
    page.goto(comment.receipt_path)
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator(f'main a[href="{comment.receipt_path}/changes"]').press("Enter")
    text = page.locator("textarea[name=body]")
    expect(text).to_have_value(FIRST)
    expect(page.locator("main")).to_contain_text("كلمة «أحمق» تسخر من شخص.")
    assert text.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert _fits(page)
    text.fill(SECOND)
    page.locator("main form[novalidate] button[type=submit]").press("Enter")
    expect(page.locator("[data-error-summary]")).to_be_visible()
    expect(text).to_have_value(SECOND)
    page.locator("input[name=accept]").press("Space")
    page.locator("main form[novalidate] button[type=submit]").press("Enter")
    page.wait_for_url(f"**{comment.receipt_path}")
    expect(page.locator("main blockquote").first).to_contain_text("لا خمسة منها")
    assert _fits(page)
    assert case_of(comment).state == "pending"
    comment.refresh_from_db()
    assert (comment.revision, comment.body) == (2, SECOND)


def test_selected_words_are_redacted(
    server: str,
    post: Any,  # noqa: F811
    moderator: Any,  # noqa: F811
    open_page: OpenPage,
) -> None:
    comment = post("Ask Jane Roe about the minutes.")
    page = open_page(user=moderator)
    page.goto(f"/en/moderation/cases/{case_of(comment).pk}/")
    page.locator("#case-typed").evaluate(
        """one => {
          const range = document.createRange();
          range.setStart(one.firstChild, 4);
          range.setEnd(one.firstChild, 12);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    page.get_by_role("button", name="Add the words selected in the text").click()
    expect(page.get_by_label("Which words are redacted?")).to_have_value("Jane Roe")
    expect(page.get_by_text("Added. The words stand in the field.")).to_be_visible()
    form = page.locator("form", has=page.get_by_role("button", name="Redact and publish"))
    form.get_by_label("R1 No insults").check()
    form.get_by_label("Which words break it, and why?").fill("It names a private person.")
    form.get_by_role("button", name="Redact and publish").click()
    page.wait_for_url("**/moderation/vnr-2026/**")
    assert Decision.objects.get().spans == [[4, 12]]
    page.goto(f"/en/comments/{comment.public_id}/")
    gap = page.locator(".gap").first
    expect(gap).to_be_visible()
    expect(gap).to_contain_text("redacted: R1 No insults")
    assert "Jane" not in page.content()
