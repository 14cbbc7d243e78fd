"""How a visitor gets to a page: by an address, and where that is not enough by what they do there.

A way takes the visit and leaves the browser on the page that the table names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.world import PERSON_OF, SECURED, World

Way = Callable[["Visit"], None]


@dataclass(frozen=True)
class Visit:
    """A browser page of one visitor in one language."""

    page: Page
    world: World
    language: str

    def address(self, route: str, filled: Mapping[str, str] | None = None) -> str:
        """Return the address of a route, its words filled from the world."""
        from django.urls import reverse
        from django.utils.translation import override

        words = {name: self.world.words[word] for name, word in (filled or {}).items()}
        with override(self.language):
            return reverse(route, kwargs=words)

    def go(self, route: str, filled: Mapping[str, str] | None = None, query: str = "") -> None:
        """Open a route; where the account asks for the password first, give it."""
        self.page.goto(self.address(route, filled) + query)
        if "/reauthenticate/" in self.page.url and "reauthenticate" not in route:
            self.page.goto(self.address("account_reauthenticate"))
            self.fill("password", self.world.password)
            self.send("main form:has([name='password'])")
            self.page.goto(self.address(route, filled) + query)

    def fill(self, name: str, value: str) -> None:
        """Type into the field of that name."""
        self.page.locator(f"main [name='{name}']").first.fill(value)

    def send(self, form: str = "main form[method=post]") -> None:
        """Send a form as it is, past what the browser itself would ask for."""
        with self.page.expect_navigation():
            self.page.locator(form).last.evaluate(
                "form => { form.noValidate = true; form.requestSubmit(); }"
            )


def choose_a_text(visit: Visit) -> None:
    """Choose the first text that can be amended."""
    visit.page.locator("main [name=text]").first.check()
    with visit.page.expect_navigation():
        visit.page.locator("main form button").first.click()


def choose_a_passage(visit: Visit) -> None:
    """Choose the first two passages of the first text."""
    choose_a_text(visit)
    for place in (0, 1):
        visit.page.locator("main [name=passage]").nth(place).check()
    with visit.page.expect_navigation():
        visit.page.locator("main form button").first.click()


def empty_the_title(visit: Visit) -> None:
    """Send a form without a title in the first language."""
    visit.page.locator("main [name^=title_]").first.fill("")
    visit.send("main form:has([name^=title_])")


def split_nowhere(visit: Visit) -> None:
    """Ask for a block to be split without saying where."""
    with visit.page.expect_navigation():
        visit.page.locator("#split button[name=act]").click()


def send_as_it_is(visit: Visit) -> None:
    """Send the page's last form without filling it in."""
    visit.send()


def send_nothing(visit: Visit) -> None:
    """Empty every field that was filled in for the person, and send the form."""
    visit.page.locator("main form[method=post]").last.evaluate(
        "form => { for (const field of form.querySelectorAll('[type=text], [type=number]'))"
        " field.value = ''; }"
    )
    visit.send()


def send_a_pdf(visit: Visit) -> None:
    """Send a designed PDF that holds an earlier wording, in the form for one."""
    from consult.drafts.models import Version
    from consult.drafts.selectors import texts_of
    from tests.drafts.pdf_files import designed

    words = visit.world.words
    version = Version.objects.get(chapter__slug=words["chapter"], number=1)
    data = designed(texts_of(version)[1]["en"])
    visit.page.locator("main [name='text']").select_option("2-en")
    visit.page.locator("main [name='file']").set_input_files(
        {"name": "report.pdf", "mimeType": "application/pdf", "buffer": data}
    )
    visit.send()


def typed(then: Way | None = None, **values: str) -> Way:
    """Return the way that fills fields of the page's form and sends it."""

    def fill_and_send(visit: Visit) -> None:
        for name, value in values.items():
            visit.fill(name, value)
        visit.send(f"main form:has([name='{name}'])")
        if then is not None:
            then(visit)

    return fill_and_send


def sign_in_half(visit: Visit) -> None:
    """Give address and password of somebody who then is asked for the second factor."""
    visit.fill("login", PERSON_OF[SECURED])
    visit.fill("password", visit.world.password)
    visit.send("main form:has([name='login'])")


def without_cookie(visit: Visit) -> None:
    """Send a form after the browser has lost the cookie that shows where it came from."""
    visit.page.context.clear_cookies(name="csrftoken")
    visit.send()


def seven_times(visit: Visit) -> None:
    """Ask for a mail more often than one may."""
    for _again in range(7):
        if visit.page.locator("main form[method=post]").count() == 0:
            return
        visit.fill("email", "somebody@example.org")
        visit.send()
        if "/done/" in visit.page.url:
            visit.go("account_reset_password")


def broken_server(visit: Visit) -> None:
    """Show what the server sends where it failed: the page that is rendered without a request."""
    from django.template.loader import render_to_string
    from django.utils.translation import override

    with override(visit.language):
        body = render_to_string("500.html")
    visit.page.route(
        "**/broken", lambda route: route.fulfill(status=500, content_type="text/html", body=body)
    )
    visit.page.goto("/broken")


def address_without_page(visit: Visit) -> None:
    """Open an address that leads nowhere."""
    visit.page.goto(f"/{visit.language}/nowhere/")


def nothing_more(_visit: Visit) -> None:
    """Stay on the page that the address opened."""
