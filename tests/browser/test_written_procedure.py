"""A written procedure from the question to its public record, in Arabic and in Georgian."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override
from playwright.sync_api import Page, expect

from consult.council.models import Institution, Motion
from consult.reviews.models import Review
from tests.browser.chamber import ballot_form, open_decision, open_motion, row, send_vote
from tests.browser.conftest import OpenPage
from tests.council.conftest import Council

DIRECTION = {"ar": "rtl", "ka": "ltr"}
TITLE = {"ar": "اعتماد أبرز النقاط", "ka": "მთავარი მიგნებების დამტკიცება"}
MINISTRY = {"ar": "وزارة المياه {}", "ka": "წყლის სამინისტრო {}"}
REASON = {"ar": "الجداول قديمة.", "ka": "ცხრილები ძველია."}


def put(page: Page, review: Review, language: str, say: Callable[[str], str]) -> Motion:
    """Put a motion on the page for it, in the language of the page."""
    with override(language):
        page.goto(reverse("council:room", args=[review.slug]))
    page.get_by_role("link", name=say("Put a motion")).click()
    page.locator("input[name=versions]").first.check()
    page.locator("select[name=authentic_language]").select_option(language)
    page.locator("input[name=title_en]").fill("Adopt the highlights")
    page.locator(f"input[name=title_{language}]").fill(TITLE[language])
    zone = ZoneInfo(review.timezone)
    closes_at = datetime.now(zone) + timedelta(hours=1)
    page.locator("input[name=closes_at]").fill(closes_at.strftime("%Y-%m-%dT%H:%M:%S"))
    page.get_by_role("button", name=say("Put the motion")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE[language])
    return Motion.objects.get()


def see(page: Page, language: str, *words: str) -> None:
    """See that a page is marked as being in a language, and that it holds these words."""
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", DIRECTION[language])
    for each in words:
        expect(page.locator("main")).to_contain_text(each)


def press(page: Page, link: str, button: str) -> None:
    page.get_by_role("main").get_by_role("link", name=link, exact=True).click()
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("language", ["ar", "ka"])
def test_a_motion_is_put_voted_on_closed_certified_and_published(
    language: str,
    javascript: bool,
    council: Council,
    make_version: Callable[..., Any],
    let_voting_end: Callable[[Motion], Motion],
    review: Review,
    open_page: OpenPage,
) -> None:
    def say(words: str) -> str:
        with override(language):
            return gettext(words)

    for institution in Institution.objects.all():
        name = MINISTRY[language].format(institution.slug[-1])
        Institution.objects.filter(pk=institution.pk).update(**{f"name_{language}": name})
    make_version(languages=("en", language))
    given: dict[str, Any] = {"javascript": javascript, "language": language}
    secretary = open_page(user=council.secretary, **given)
    motion = put(secretary, review, language, say)

    cast = (("Approve", ""), ("Approve with reservations", REASON[language]), ("Reject", ""))
    for place, (choice, reason) in enumerate(cast):
        page = open_page(user=council.people[place][0], **given)
        form = ballot_form(open_motion(page, motion, language), MINISTRY[language].format(place))
        send_vote(form, say(choice), reason)
        see(page, language, say("This ballot counts."))

    let_voting_end(motion)
    with override(language):
        secretary.goto(reverse("council:close", args=[motion.pk]))
    secretary.get_by_role("main").get_by_role("button").first.click()
    see(secretary, language, say("Adopted"), REASON[language])
    press(secretary, say("Certify the result"), say("Certify the result"))
    see(secretary, language, say("Certified"))

    secretary.get_by_role("link", name=say("The public record of this decision")).click()
    guest = open_decision(open_page(**given), motion, language)
    for page in (secretary, guest):
        see(page, language, say("Adopted"), say("Certified"), motion.number)
        expect(page.get_by_role("heading", level=1)).to_have_text(TITLE[language])
        assert row(page, "seats", MINISTRY[language].format(1)) == [
            "1",
            f"{say('Approve with reservations')} {say('member')}",
        ]
    expect(guest.locator("main")).not_to_contain_text(REASON[language])
    expect(guest.get_by_role("link", name=say("Minutes as a Word file"))).to_be_visible()
