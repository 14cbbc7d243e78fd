"""From right to left: refused, told, appealed, overturned, published, counted for everybody."""

from __future__ import annotations

import csv
import io
import re
import time
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import translation
from playwright.sync_api import Locator, Page, expect

from tests.browser.journey import MAIL_WITHIN, link_in
from tests.browser.journey_talk import timeline
from tests.comments.scene import chapter, code, editor, moderator

if TYPE_CHECKING:
    from consult.comments.models import Comment
    from tests.browser.conftest import OpenPage
    from tests.conftest import MakePerson

__all__ = ["chapter", "code", "editor", "moderator"]

COMMENT = "«الأحمق» مسرحية عن مجلس لا ينشر محاضره، وهي تصف ما جرى عندنا."
REASON = "كلمة «الأحمق» تسخر من شخص."
APPEAL = "«الأحمق» عنوان المسرحية وليس وصفًا لأحد."
ANSWER = "العنوان مذكور بين علامتي اقتباس، ولا يسخر من أحد."
ADDRESS = "mariam@consult.example"
PHONE = 360


@pytest.fixture
def author(person: MakePerson) -> Any:
    user = person(name="مريم سورحان", email=ADDRESS)
    user.language = "ar"
    user.save(update_fields=["language"])
    return user


def arabic(sentence: str, **values: Any) -> str:
    """Return a sentence of the interface in Arabic."""
    with translation.override("ar"):
        return translation.gettext(sentence) % values


def mail_with(mails: list[Any], link: str) -> Any:
    """Return the latest mail to the author, once one with this in its text has come."""
    end = time.monotonic() + MAIL_WITHIN
    while time.monotonic() < end:
        found = [mail for mail in mails if mail.to == [ADDRESS] and link in mail.body]
        if found:
            return found[-1]
        time.sleep(0.05)
    raise AssertionError([(mail.to, mail.subject) for mail in mails])


def write(page: Page) -> Comment:
    """Comment on the chapter as a whole and arrive at the receipt."""
    from consult.comments.models import Comment

    page.goto("/ar/reviews/vnr-2026/introduction/comment/")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    page.locator("textarea[name=body]").fill(COMMENT)
    page.locator("select[name=language]").select_option("ar")
    page.locator("input[name=accept]").check()
    page.get_by_role("button", name=arabic("Send the comment")).click()
    expect(page.locator("ol.timeline")).to_be_visible()
    return Comment.objects.get()


def form_for(page: Page, verdict: str) -> Locator:
    """Return the form of the case page by which a verdict is given."""
    return page.locator("form").filter(has=page.locator(f"input[name=verdict][value={verdict}]"))


def open_case(page: Page, comment: Comment) -> None:
    state = "?state=appealed" if comment.state == "refused" else ""
    page.goto(f"/ar/moderation/vnr-2026/{state}")
    page.get_by_role("link", name=comment.number).first.click()
    expect(page.locator(".comment-text").first).to_contain_text(COMMENT)


def refuse(page: Page, comment: Comment) -> None:
    """Refuse the comment with a rule and a reason."""
    open_case(page, comment)
    form = form_for(page, "reject")
    rule = form.locator("[name=rule]").first
    if rule.evaluate("field => field.tagName") == "SELECT":
        rule.select_option("R1")
    else:
        form.locator("[name=rule][value=R1]").check()
    form.locator("textarea[name=explanation]").fill(REASON)
    form.locator("button[type=submit]:not([name])").click()
    expect(page.get_by_role("status").first).to_contain_text(comment.number)
    comment.refresh_from_db()
    assert comment.state == "refused"


def appeal(page: Page, mails: list[Any]) -> None:
    """Open the receipt from the notice, read the reasons, and appeal."""
    notice = mail_with(mails, REASON)
    assert "R1" in notice.body
    page.goto(link_in(notice, "/r/"))
    assert timeline(page) == [arabic("Received"), arabic("Not published")]
    expect(page.locator("main")).to_contain_text(REASON)
    page.locator('main a[href*="/appeals/"]').first.click()
    page.locator("textarea[name=text]").fill(APPEAL)
    page.get_by_role("button", name=arabic("Send the appeal")).click()
    expect(page.locator("ol.timeline")).to_contain_text(APPEAL)


def overturn(page: Page, comment: Comment) -> None:
    """Read the appeal as another moderator, and let it succeed with an answer."""
    open_case(page, comment)
    expect(page.locator("main")).to_contain_text(APPEAL)
    form = form_for(page, "overturn")
    form.locator("textarea[name=explanation]").fill(ANSWER)
    form.locator("button[type=submit]:not([name])").click()
    expect(page.get_by_role("status").first).to_contain_text(comment.number)
    comment.refresh_from_db()
    assert comment.state == "published"


def see_published(page: Page, comment: Comment) -> None:
    """Find the text beside the chapter, and from there the history of its decisions."""
    page.goto("/ar/reviews/vnr-2026/introduction/comments/")
    shown = page.locator(f"#c-{comment.public_id}")
    expect(shown).to_contain_text(COMMENT)
    shown.locator('a[href*="/decisions/"]').first.click()
    assert timeline(page) == [
        arabic("Not published"),
        arabic("The author appealed"),
        arabic("Overturned on appeal: published"),
    ]


def rows(page: Page, caption: str) -> list[list[str]]:
    table = page.locator(f"table:has(caption#{caption}) tbody tr")
    return [
        [" ".join(cell.split()) for cell in row.locator("th, td").all_text_contents()]
        for row in table.all()
    ]


def see_numbers(page: Page) -> None:
    """Read the tables of the transparency page, which the footer leads to."""
    page.locator('footer a[href$="/transparency/"]').click()
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert sorted(rows(page, "verdicts")) == sorted(
        [
            [arabic("Not published, or no longer"), "1"],
            [arabic("Overturned on appeal"), "1"],
        ]
    )
    (appeals,) = rows(page, "appeals")
    assert appeals[1:5] == ["1", "0", "1", "0"]
    listed = [[arabic("Not published"), "1"], [arabic("Decision overturned on appeal"), "1"]]
    assert rows(page, "listed") == listed


def see_list(page: Page, comment: Comment) -> None:
    """Read the list, which names the text and its rule and says none of its words."""
    page.locator('main a[href$="/transparency/list/"]').click()
    overturned, rejected = rows(page, "list")
    assert overturned[:2] == [comment.number, arabic("Decision overturned on appeal")]
    assert rejected[:3] == [comment.number, arabic("Not published"), "R1"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    for sealed in (COMMENT, REASON, APPEAL, ANSWER):
        expect(page.locator("main")).not_to_contain_text(sealed)
    page.locator("select[name=kind]").select_option("overturned")
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"\?kind=overturned$"))
    assert len(rows(page, "list")) == 1


def records(page: Page, name: str) -> list[dict[str, str]]:
    """Download a file of the open data by the link on the page and read it."""
    page.goto("/ar/reviews/vnr-2026/transparency/")
    with page.expect_download() as download:
        page.locator(f'main a[href$="transparency.{name}.csv"]').click()
    assert download.value.suggested_filename == f"vnr-2026.transparency.{name}.csv"
    text = download.value.path().read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_an_overturned_refusal_is_published_and_counted(
    open_page: OpenPage,
    author: Any,
    chapter: Any,
    code: Any,
    moderator: Any,
    person: MakePerson,
    mailoutbox: list[Any],
    javascript: bool,
) -> None:
    from consult.accounts.rules.roles import Role

    other = person(Role.MODERATOR, name="Otto Other")

    def page_of(user: Any, width: int = 1280) -> Page:
        return open_page(javascript=javascript, language="ar", user=user, width=width)

    mine = page_of(author)
    comment = write(mine)
    refuse(page_of(moderator), comment)
    appeal(mine, mailoutbox)
    overturn(page_of(other), comment)
    assert ANSWER in mail_with(mailoutbox, ANSWER).body
    public = page_of(None, PHONE)
    see_published(public, comment)
    see_numbers(public)
    see_list(public, comment)
    decided = [row for row in records(public, "counts") if row["series"] == "decision"]
    assert [(row["verdict"], row["rule"], row["source"], row["count"]) for row in decided] == [
        ("overturn", "", "appeal", "1"),
        ("reject", "R1", "own_initiative", "1"),
    ]
    acts = records(public, "list")
    assert [(row["kind"], row["number"], row["rule"]) for row in acts] == [
        ("rejected", comment.number, "R1"),
        ("overturned", comment.number, ""),
    ]
