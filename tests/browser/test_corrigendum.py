"""A new version against an open motion, published and read on real pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, expect

from consult.council.actions import put_motion
from consult.council.models import Correction, Motion
from consult.drafts.actions import import_markdown
from tests.browser.chamber import ballot_form, cast, open_motion
from tests.browser.conftest import OpenPage
from tests.council.conftest import Council
from tests.council.test_overtaken import FRENCH, TEXT, Desk, desk  # noqa: F401


def publish(page: Page, desk: Desk, number: int, **texts: str) -> None:  # noqa: F811
    """Import texts, and publish them on the page that says what becomes of the council's motion."""
    for language, text in texts.items():
        import_markdown(actor=desk.editor, chapter=desk.chapter, language=language, text=text)
    page.goto(reverse("portal:publish", args=[desk.chapter.review.slug, desk.chapter.slug]))
    expect(page.get_by_text("The council is to decide on this text")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text(f"Version {number} is published.").first).to_be_visible()


def test_a_corrigendum_leaves_the_motion_standing_and_a_change_of_the_text_voids_it(
    council: Council,
    desk: Desk,  # noqa: F811
    motion_arguments: Callable[..., dict[str, Any]],
    open_page: OpenPage,
) -> None:
    motion: Motion = put_motion(**motion_arguments(versions=[desk.version]))
    editor, member = open_page(user=desk.editor), open_page(user=council.people[0][0])
    cast(member, motion, "Ministry 0", "Approve")

    publish(editor, desk, 2, fr=FRENCH.replace("Ils ont", "Tous ont"))
    history = open_motion(member, motion).locator("section[aria-labelledby=corrections]")
    expect(history).to_contain_text("Corrigendum to a translation")
    expect(history).to_contain_text("version 1 to version 2")
    expect(history.locator("del")).to_have_text("Ils ont répondu.")
    expect(history.locator("ins")).to_have_text("Tous ont répondu.")
    correction = Correction.objects.get()
    assert history.locator("code.hash").all_inner_texts() == [
        hashlib.sha256(correction.difference.encode()).hexdigest(),
        correction.new.sha256,
    ]
    expect(member.locator("[data-live=facts]")).to_contain_text("Open for voting")
    expect(ballot_form(member, "Ministry 0")).to_contain_text("This ballot counts.")

    publish(editor, desk, 3, en=TEXT.replace("everybody", "some"))
    expect(member.locator("[data-assertive]")).to_have_text("This motion is void.")
    expect(member.locator("[data-live=facts]")).to_contain_text(
        "A new version changed the authentic text that this motion is about."
    )
    expect(member.get_by_role("button", name="Vote again")).to_have_count(0)
    motion.refresh_from_db()
    assert (motion.state, motion.void_cause) == ("void", "text_changed")
