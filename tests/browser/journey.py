"""Who walks the journey from a Word file to a council's decision, and how they move about."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page

if TYPE_CHECKING:
    from consult.accounts.models import User
    from consult.council.models import Seat
    from consult.reviews.models import Review
    from tests.browser.conftest import OpenPage

# Seconds that a mail may take through the outbox and the worker.
MAIL_WITHIN = 15.0
# A one-time code is made only while at least this many seconds of its half minute are left.
CODE_NEEDS = 8.0
CODE_PERIOD = 30


@dataclass(frozen=True)
class Member:
    """A seat of the council with the person who votes for it."""

    seat: Seat
    person: User


@dataclass
class Journey:
    """The review with its people, and the one way in which this walk opens pages."""

    open_page: OpenPage
    javascript: bool
    language: str
    review: Review
    mails: list[Any]
    folder: Path
    editor: User
    moderator: User
    secretary: User
    members: list[Member]
    editor_password: str
    editor_secret: str
    _pages: dict[Any, Page] = field(default_factory=dict)

    def page_of(self, user: User | None) -> Page:
        """Return the browser of one person, the guest for None; each keeps theirs to the end."""
        key = user.pk if user else None
        if key not in self._pages:
            self._pages[key] = self.open_page(javascript=self.javascript, user=user)
        return self._pages[key]

    @property
    def guest(self) -> Page:
        """Return the browser of the guest."""
        return self.page_of(None)

    def sign_in_editor(self) -> Page:
        """Sign the editor in as people do: address, password, then a code of the authenticator."""
        page = self.open_page(javascript=self.javascript)
        page.goto(f"/en/account/login/?next=/en/editing/{self.review.slug}/")
        page.get_by_label("Email", exact=False).first.fill(self.editor.email)
        page.locator("input[name=password]").fill(self.editor_password)
        page.get_by_role("main").get_by_role("button", name="Sign In").first.click()
        page.locator("input[name=code]").fill(fresh_code(self.editor_secret))
        page.get_by_role("main").get_by_role("button", name="Sign In").first.click()
        self._pages[self.editor.pk] = page
        return page

    def mail_to(self, address: str, subject: str) -> Any:
        """Return the one mail to somebody with this in its subject, once it has arrived."""
        end = time.monotonic() + MAIL_WITHIN
        while time.monotonic() < end:
            theirs = [mail for mail in self.mails if mail.to == [address]]
            found = [mail for mail in theirs if subject in mail.subject]
            if found:
                assert len(found) == 1, f"{subject!r} was sent {len(found)} times to {address}"
                return found[0]
            time.sleep(0.05)
        sent = [(mail.to, mail.subject) for mail in self.mails]
        raise AssertionError(f"no mail about {subject!r} came to {address}, only {sent}")


def fresh_code(secret: str) -> str:
    """Return the code that an authenticator shows, with enough time left to type it."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    left = CODE_PERIOD - time.time() % CODE_PERIOD
    if left < CODE_NEEDS:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // CODE_PERIOD))


def link_in(mail: Any, path: str) -> str:
    """Return the one address in the text of a mail whose path begins with `path`."""
    found = set(re.findall(rf"http://127\.0\.0\.1:\d+{re.escape(path)}\S+", mail.body))
    assert len(found) == 1, f"{found} in {mail.body}"
    return str(found.pop())
