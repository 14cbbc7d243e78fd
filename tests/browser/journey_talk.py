"""The conversation: a guest comments and confirms, a moderator approves, an editor answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.journey import Journey, link_in
from tests.browser.journey_text import SLUG, TITLE

if TYPE_CHECKING:
    from consult.comments.models import Comment

GUEST = "Gita Guest"
ADDRESS = "gita@example.org"
COMMENT = "Which councils met, and where can the two missing minutes be read?"
ANSWER = "The minutes of all seven councils are public now; the chapter will name the page."
# How far the mouse is drawn over the words, in CSS pixels.
DRAWN = 150


def choose_passage(journey: Journey, page: Page) -> tuple[str, str]:
    """Open the form from a paragraph; return its key and the words marked, empty without script."""
    block = page.locator("div.block-paragraph:has([data-block-text])").nth(1)
    key = block.get_attribute("data-block") or ""
    if not journey.javascript:
        block.get_by_role("link", name="Comment").click()
        return key, ""
    words = draw_over(page, block.locator("[data-block-text]"))
    page.get_by_role("link", name="Comment on the selected words").click()
    return key, words


def draw_over(page: Page, text: Locator) -> str:
    """Select the first words of a paragraph with the mouse; return them as the browser has them."""
    text.scroll_into_view_if_needed()
    box = text.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 1, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + DRAWN, box["y"] + 8, steps=5)
    page.mouse.up()
    selected: str = page.evaluate("document.getSelection().toString()")
    whole = text.text_content() or ""
    assert selected.strip()
    assert len(selected.strip()) < len(whole.strip())
    return selected.strip()


def write_comment(journey: Journey, page: Page, words: str) -> None:
    """Fill the form in and send it; the first time without accepting the code of conduct."""
    if words:
        expect(page.get_by_text("Your comment is about these words:")).to_be_visible()
        expect(page.locator("blockquote.quote")).to_have_text(words)
    else:
        expect(page.get_by_text("Your comment is about this paragraph:")).to_be_visible()
    page.get_by_label("Your comment", exact=True).fill(COMMENT)
    page.get_by_label("Language of your comment").select_option(journey.language)
    page.get_by_label("Your name").fill(GUEST)
    page.get_by_label("Your e-mail address").fill(ADDRESS)
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_role("alert")).to_contain_text("confirm that your comment keeps to it")
    expect(page.get_by_label("Your comment", exact=True)).to_have_value(COMMENT)
    page.get_by_label("My comment keeps to the code of conduct.").check()
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Please confirm your comment")


def confirm(journey: Journey, page: Page, words: str) -> Comment:
    """Open the link from the mail, confirm, and arrive at the receipt."""
    from consult.comments.models import Comment
    from consult.core.models import Entry

    assert not Comment.objects.exists()
    assert not Entry.objects.filter(event="comment.posted.v1").exists()
    mail = journey.mail_to(ADDRESS, "Please confirm your comment")
    assert COMMENT in mail.body
    page.goto(link_in(mail, "/en/comments/confirm/"))
    expect(page.locator(".comment-text")).to_have_text(COMMENT)
    page.get_by_role("button", name="Confirm and send the comment").click()
    comment = Comment.objects.get()
    expect(page.get_by_role("status").first).to_contain_text(comment.number)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Receipt {comment.number}")
    expect(page).to_have_url(re.compile(re.escape(comment.receipt_path) + "$"))
    assert timeline(page) == ["Received", "Waiting for a moderator"]
    assert (comment.anchor.exact, comment.author_name) == (words, GUEST)
    return comment


def timeline(page: Page) -> list[str]:
    """Return the headings of a receipt's timeline."""
    return [" ".join(said.split()) for said in page.locator("ol.timeline h3").all_text_contents()]


def approve(journey: Journey, comment: Comment) -> None:
    """Claim the comment's case in the queue and publish it; before that nobody sees it."""
    shown = journey.guest
    shown.goto(f"/en/reviews/{journey.review.slug}/{SLUG}/")
    expect(shown.get_by_text(COMMENT)).to_have_count(0)
    page = journey.page_of(journey.moderator)
    page.goto(f"/en/moderation/{journey.review.slug}/")
    page.get_by_role("link", name=comment.number).click()
    expect(page.locator(".case-text")).to_have_text(COMMENT)
    page.get_by_role("button", name="Claim this case").click()
    expect(page.get_by_text(f"Claimed by {journey.moderator.name}")).to_be_visible()
    page.get_by_role("button", name="Publish it", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text(f"{comment.number} is decided.")
    expect(page.get_by_text("Nothing here.")).to_be_visible()
    journey.mail_to(ADDRESS, f"Your text {comment.number} is published")


def answer(journey: Journey, comment: Comment) -> None:
    """Answer the comment from the desk of comments without an answer."""
    page = journey.page_of(journey.editor)
    page.goto(f"/en/answers/{journey.review.slug}/")
    page.get_by_role("link", name=comment.number).click()
    page.get_by_label("Accepted", exact=True).check()
    page.get_by_label("Why?").fill(ANSWER)
    page.get_by_label("Language of the answer").select_option("en")
    page.get_by_role("button", name="Publish the answer").click()
    expect(page.get_by_role("status").first).to_contain_text(
        f"Your answer to {comment.number} is published."
    )
    expect(page.get_by_text("Every published comment has its answer.")).to_be_visible()
    mail = journey.mail_to(ADDRESS, f"Your comment {comment.number} has been answered")
    assert ANSWER in mail.body


def see_what_became(journey: Journey, comment: Comment, key: str, words: str) -> None:
    """Let the guest find comment and answer beside the paragraph, and on the receipt."""
    page = journey.guest
    page.goto(f"/en/reviews/{journey.review.slug}/{SLUG}/")
    beside: Any = page.locator(f"#b-{key} article.comment")
    expect(beside).to_have_count(1)
    expect(beside.locator(".comment-by")).to_have_text(GUEST)
    expect(beside.locator(".comment-text")).to_have_text(COMMENT)
    expect(beside.locator(".answer")).to_contain_text(ANSWER)
    assert beside.locator("blockquote.quote").all_text_contents() == ([words] if words else [])
    mail = journey.mail_to(ADDRESS, f"We have received your comment {comment.number}")
    page.goto(link_in(mail, "/r/"))
    assert timeline(page) == ["Received", "Published", "Answered: Accepted"]
    expect(page.locator("dl.facts-list")).to_contain_text(TITLE)
