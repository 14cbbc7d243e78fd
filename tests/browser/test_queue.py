"""The moderators' queue in a browser: cleared by keyboard, leases seen by others, arrivals told."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from consult.accounts.rules.roles import Role
from moderation.actions import claim_case
from moderation.models import AnswerUse, Case, Decision
from tests.browser.conftest import OpenPage
from tests.comments.scene import (  # noqa: F401
    case_of,
    chapter,
    code,
    editor,
    moderator,
    participant,
    post,
)

QUEUE = "/en/moderation/vnr-2026/"
GOLDEN = Path(__file__).parent / "queue.aria.yml"
Post = Callable[..., Any]
# Which of the focused case's acts has the focus, without a case nothing.
FOCUSED = """() => {
  const key = document.activeElement.dataset.key ?? "";
  return [document.activeElement.closest("[data-queue] > li")?.id ?? "", key];
}"""


def _row(page: Page, comment: Any) -> Any:
    return page.locator(f"#case-{case_of(comment).pk}")


def _as_queued(comments: list[Any]) -> list[Any]:
    """Return comments in the queue's order: signals, such as haste, before age."""
    return sorted(comments, key=lambda comment: -case_of(comment).priority)


def _switch_keys_on(page: Page) -> None:
    page.get_by_role("button", name="Keyboard shortcuts").press("Enter")
    page.get_by_label("Use these keys on this page").press("Space")
    page.keyboard.press("Escape")


def test_twenty_cases_are_cleared_with_keys_alone(
    server: str,
    post: Post,  # noqa: F811
    moderator: Any,  # noqa: F811
    open_page: OpenPage,
) -> None:
    comments = _as_queued([post(f"Text {number}") for number in range(20)])
    page = open_page(user=moderator)
    page.goto(QUEUE)
    page.keyboard.press("j")
    page.keyboard.press("a")
    assert Decision.objects.count() == 0
    _switch_keys_on(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    for number, comment in enumerate(comments):
        expect(_row(page, comment)).to_be_focused()
        if number % 10 == 4:
            page.keyboard.press("r")
            page.keyboard.press("R")
            page.keyboard.press("Tab")
            page.keyboard.type("A joke about a person.")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("a")
        expect(page.locator(".messages")).to_contain_text(f"{comment.number} is decided.")
    expect(page.locator("#queue-end")).to_be_focused()
    expect(page.get_by_text("Nothing here.")).to_be_visible()
    verdicts = list(Decision.objects.values_list("verdict", flat=True))
    assert (verdicts.count("approve"), verdicts.count("reject")) == (18, 2)


def test_twenty_cases_are_cleared_without_javascript(
    server: str,
    post: Post,  # noqa: F811
    moderator: Any,  # noqa: F811
    open_page: OpenPage,
) -> None:
    comments = _as_queued([post(f"Text {number}") for number in range(20)])
    page = open_page(user=moderator, javascript=False)
    page.goto(QUEUE)
    for comment in comments:
        wanted = [f"case-{case_of(comment).pk}", "a"]
        for _press in range(60):
            page.keyboard.press("Tab")
            if page.evaluate(FOCUSED) == wanted:
                break
        page.keyboard.press("Enter")
        expect(page.locator(".messages")).to_contain_text(f"{comment.number} is decided.")
    expect(page.get_by_text("Nothing here.")).to_be_visible()
    assert Decision.objects.filter(verdict="approve").count() == 20


def test_a_lease_is_seen_by_others_and_ends_on_the_way_out(
    server: str,
    post: Post,  # noqa: F811
    moderator: Any,  # noqa: F811
    person: Any,
    open_page: OpenPage,
) -> None:
    comment = post("Is this rude?")
    first, second = (
        open_page(user=each) for each in (moderator, person(Role.MODERATOR, name="Otto Other"))
    )
    first.goto(QUEUE)
    opened = _row(first, comment)
    opened.locator("summary[data-key=r]").click()
    expect(opened.get_by_text("You hold this case until")).to_be_visible()
    second.goto(QUEUE)
    expect(second.get_by_text("Claimed by Mona Moderator")).to_be_visible()
    expect(second.get_by_role("button", name="Publish it")).to_have_count(0)

    opened.locator("summary[data-key=r]").click()
    expect(opened.get_by_role("button", name="Give it back")).to_be_hidden()
    second.reload()
    second.get_by_role("link", name=comment.number).click()
    second.locator("#id_explanation").fill("These")
    expect(second.get_by_text("You hold this case until")).to_be_visible()
    opened.locator("summary[data-key=r]").click()
    expect(opened.get_by_text("Otto Other is working on this case.")).to_be_visible()
    second.goto("/en/")
    for _look in range(100):
        if case_of(comment).claimed_by is None:
            break
        second.wait_for_timeout(50)
    first.reload()
    expect(first.get_by_text("Claimed by")).to_have_count(0)


def test_a_model_answer_is_chosen_and_inserted_in_the_list(
    server: str,
    post: Post,  # noqa: F811
    moderator: Any,  # noqa: F811
    open_page: OpenPage,
) -> None:
    comment = post("You fool.")
    page = open_page(user=moderator)
    page.goto(QUEUE)
    row = _row(page, comment)
    row.locator("summary[data-key=r]").click()
    row.get_by_label("Which rule").select_option("R1")
    row.get_by_label("Which words break it").fill("Typed first.")
    row.get_by_role("button", name="Model answers", exact=True).click()
    expect(row.locator("[data-playbook] > details > summary")).to_be_focused()
    row.locator(".model-answer").first.locator("summary").click()
    row.get_by_role("button", name="Insert this answer").first.click()
    expect(row.get_by_label("Which words break it")).to_have_value(
        re.compile(f"Typed first.*{comment.number}.*{{words}}", re.DOTALL)
    )
    typed = row.get_by_label("Which words break it").input_value()
    row.get_by_label("Which words break it").fill(typed.replace("{words}", "“fool”"))
    row.get_by_role("button", name="Send the refusal").click()
    expect(page.locator(".messages")).to_contain_text("is decided.")
    assert AnswerUse.objects.get().name == "harmful"


def test_of_two_who_decide_the_second_keeps_the_typed_text(
    server: str,
    post: Post,  # noqa: F811
    moderator: Any,  # noqa: F811
    person: Any,
    open_page: OpenPage,
) -> None:
    comment = post("Is this rude?")
    first, second = (open_page(user=each) for each in (moderator, person(Role.MODERATOR)))
    first.goto(QUEUE)
    slow = _row(first, comment)
    slow.locator("summary[data-key=r]").click()
    slow.get_by_label("Which rule").select_option("R1")
    slow.get_by_label("Which words break it").fill("My careful reasons.")
    expect(slow.get_by_text("You hold this case until")).to_be_visible()
    Case.objects.update(claimed_until=timezone.now())
    second.goto(QUEUE)
    second.get_by_role("button", name="Publish it").click()
    expect(second.get_by_text("is decided.")).to_be_visible()
    slow.get_by_role("button", name="Send the refusal").click()
    expect(first.get_by_role("alert")).to_contain_text("Somebody else has worked on this case")
    expect(first.locator("#id_explanation")).to_have_value("My careful reasons.")
    assert Decision.objects.count() == 1


def test_arrivals_are_told_and_shown(
    server: str,
    post: Post,  # noqa: F811
    moderator: Any,  # noqa: F811
    open_page: OpenPage,
) -> None:
    post("One")
    page = open_page(user=moderator)
    page.goto(QUEUE)
    expect(page.locator("[data-following=socket]")).to_be_attached()
    comment = post("Two")
    page.get_by_role("link", name="New cases: 1. Show them.").click()
    expect(_row(page, comment)).to_be_visible()


@pytest.fixture
def crowded(
    post: Post,  # noqa: F811
    moderator: Any,  # noqa: F811
    person: Any,
) -> None:
    """Put a case of each sort into the queue."""
    late = post("Where do the numbers come from?")
    held, _own = post("Quelle ville ?", language="fr"), post("My own", actor=moderator)
    Case.objects.filter(pk=case_of(late).pk).update(opened_at=timezone.now() - timedelta(days=3))
    claim_case(actor=person(Role.MODERATOR, name="Otto Other"), case_id=case_of(held).pk)


def test_a_screen_reader_meets_the_queue_that_the_golden_file_describes(
    crowded: None,
    moderator: Any,  # noqa: F811
    open_page: OpenPage,
) -> None:
    page = open_page(user=moderator)
    page.goto(QUEUE)
    tree = page.locator("main").aria_snapshot()
    # Moments, and the keys that a database hands out, differ from run to run.
    tree = re.sub(r"\d{1,2} [A-Z][a-z]+ \d{4} \d\d:\d\d", "MOMENT", tree)
    tree = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "KEY", tree)
    if os.environ.get("WRITE_GOLDEN"):
        GOLDEN.write_text(f"{tree}\n", encoding="utf-8")
    assert tree == GOLDEN.read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_crowded_queue_has_no_violation(
    width: int,
    crowded: None,
    moderator: Any,  # noqa: F811
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
) -> None:
    page = open_page(user=moderator, width=width)
    page.goto(QUEUE)
    for summary in page.locator("main summary").all():
        summary.click()
    expect(page.get_by_text("You hold this case until")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Tick VNR26-000001").check()
    page.get_by_role("button", name="Decide the ticked cases together").click()
    expect(page.get_by_role("heading", name="Decide 1 case")).to_be_visible()
    assert axe(page) == []
    if os.environ.get("SHOTS"):
        page.screenshot(path=f"{os.environ['SHOTS']}/several-{width}.png", full_page=True)
        page.goto(QUEUE.replace("/en/", "/ar/"))
        page.screenshot(path=f"{os.environ['SHOTS']}/queue-ar-{width}.png", full_page=True)
