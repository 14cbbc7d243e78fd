"""The council's part: a motion is put, voted on, followed live, closed and recounted."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.journey import Journey, Member
from tests.browser.journey_text import TITLE

if TYPE_CHECKING:
    from consult.comments.models import Comment
    from consult.council.models import Motion

ROOT = Path(__file__).parents[2]
MOTION = "Adopt the highlights"
REASON = "The tables still lack the small islands."
# Milliseconds after its closing time within which the worker has closed a motion.
CLOSED_WITHIN = 20_000


def put_motion(journey: Journey, seconds: float) -> Motion:
    """Put a motion on the published version that closes in so many seconds."""
    from consult.council.models import Motion

    page = journey.page_of(journey.secretary)
    page.goto(f"/en/council/{journey.review.slug}/")
    page.get_by_role("link", name="Put a motion").click()
    page.get_by_label(f"{TITLE}, version 1").check()
    page.get_by_label("Authentic language").select_option(journey.language)
    page.get_by_label("Title (English)").fill(MOTION)
    page.get_by_label("Explanation (English)").fill("As read in the consultation.")
    zone = ZoneInfo(journey.review.timezone)
    closes_at = datetime.now(zone) + timedelta(seconds=seconds)
    page.get_by_label("Voting closes").fill(closes_at.strftime("%Y-%m-%dT%H:%M:%S"))
    page.get_by_role("button", name="Put the motion").click()
    motion = Motion.objects.get()
    expect(page.get_by_role("status").first).to_contain_text(f"Motion {motion.number} is put")
    expect(page.locator("code.hash")).to_have_text(motion.texts.get().sha256)
    for member in journey.members:
        assert MOTION in journey.mail_to(member.person.email, motion.number).subject
    return motion


def follow(journey: Journey, motion: Motion) -> Page | None:
    """Let the secretary keep the motion's page open; return it where a script can follow."""
    if not journey.javascript:
        return None
    page = journey.page_of(journey.secretary)
    page.goto(f"/en/council/motions/{motion.pk}/")
    expect(page.locator("[data-motion]")).to_have_attribute("data-following", "socket")
    # Whatever loads the page again takes this away.
    page.evaluate("window.opened = 'once'")
    return page


def vote(journey: Journey, motion: Motion, member: Member, choice: str, reason: str = "") -> None:
    """Cast a ballot for a seat on the motion's page."""
    page = journey.page_of(member.person)
    page.goto(f"/en/council/motions/{motion.pk}/")
    # The whole card is the radio's label, and lies over it.
    page.locator("form label").get_by_text(choice, exact=True).click()
    expect(page.get_by_label(choice, exact=True)).to_be_checked()
    page.get_by_role("textbox", name="Reason").fill(reason)
    page.get_by_role("button", name="Cast the vote").or_(
        page.get_by_role("button", name="Vote again")
    ).click()
    expect(page.get_by_role("status").first).to_contain_text(f"recorded: {choice}.")


def see_count(watched: Page | None, count: int) -> None:
    """See the number of seats that have voted on the page that is kept open."""
    if watched:
        expect(watched.locator("[data-voted]")).to_have_text(str(count))


def see_result(journey: Journey, motion: Motion, watched: Page | None) -> None:
    """Wait for the real close, and read the result: live where a script runs, else by reloading."""
    page = watched or journey.page_of(journey.secretary)
    end = time.monotonic() + CLOSED_WITHIN / 1000
    end += max(0.0, motion.closes_at.timestamp() - time.time())
    if watched:
        heading = watched.locator("#result")
        expect(heading).to_have_text("Result", timeout=(end - time.monotonic()) * 1000)
        assert watched.evaluate("window.opened") == "once"
    else:
        while not page.locator("h2#result").count() and time.monotonic() < end:
            page.goto(f"/en/council/motions/{motion.pk}/")
            time.sleep(0.5)
    result = page.locator("[data-live=result]")
    expect(result.locator(".state")).to_have_text("Adopted")
    lines = [line.split("\n") for line in result.locator("dl.tally > div").all_inner_texts()]
    assert {words.strip(): int(count) for words, count in lines} == {
        "Approve": 1,
        "Approve with reservations": 1,
        "Reject": 1,
        "Abstain": 0,
        "Recused: a conflict of interest": 0,
        "Did not vote": 0,
    }
    expect(page.locator("[data-live=roll]")).to_contain_text(REASON)
    for member in journey.members:
        assert "Adopted" in journey.mail_to(member.person.email, "Result of motion").subject


def keep_head(journey: Journey) -> Path:
    """Let the guest keep the signed head that the ledger's page shows today."""
    page = journey.guest
    page.goto(f"/en/reviews/{journey.review.slug}/ledger/")
    path = journey.folder / "kept.head"
    path.write_text(page.locator("dl.facts-list + pre code").text_content() or "", "utf-8")
    return path


def keep_receipt(journey: Journey, comment: Comment) -> Path:
    """Let the guest download the proof from the receipt."""
    page = journey.guest
    page.goto(comment.receipt_path)
    with page.expect_download() as download:
        page.get_by_role("link", name=f"{comment.number}.receipt.json").click()
    path = journey.folder / "kept.receipt.json"
    download.value.save_as(path)
    return path


def verify(journey: Journey, key: str, head: Path, receipt: Path) -> list[str]:
    """Download the bundle from the public page, verify it as an auditor does; return the report."""
    page = journey.guest
    page.goto(f"/en/reviews/{journey.review.slug}/ledger/")
    expect(page.locator("ol pre code")).to_contain_text(f'--key "{key}"')
    name = f"{journey.review.slug}.ledger.json"
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    assert download.value.suggested_filename == name
    bundle = journey.folder / name
    download.value.save_as(bundle)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "consult.verify", str(bundle), "--key", key),
            *("--head", str(head), "--receipt", str(receipt)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return done.stdout.splitlines()
