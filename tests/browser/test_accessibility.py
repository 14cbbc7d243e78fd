"""Every distinct page keeps to WCAG 2.2 AA, in both directions of writing and at every width."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from tests.architecture.conftest import World as SmallWorld
from tests.architecture.conftest import world  # noqa: F401
from tests.architecture.routes import ROUTES
from tests.browser.conftest import OpenPage
from tests.browser.pages import NO_PAGES, PAGES, Shown
from tests.browser.reach import Visit
from tests.browser.world import ANONYMOUS, World, build_world

WIDTHS = (320, 768, 1280)
LANGUAGES = ("en", "ar")
DIRECTION = {"en": "ltr", "ar": "rtl"}
VISITORS = tuple(dict.fromkeys(visitor for shown in PAGES for visitor in shown.visitors))
# What a template leaves where a word or a value was not filled in.
ARTEFACT = re.compile(r"\{\{|\}\}|\{%|%\}|%\(\w+\)|^None$|object at 0x", re.MULTILINE)

Axe = Callable[[Page], list[str]]
MakeVisit = Callable[[str, str, int], Visit]


@pytest.fixture
def demonstration(settings: Any, server: str) -> World:
    """Return the world of these tests, in the database of the server."""
    settings.DEMONSTRATION = True
    return build_world()


@pytest.fixture
def visit(demonstration: World, open_page: OpenPage, settings: Any, server: str) -> MakeVisit:
    """Return a maker of visits that keeps one browser profile for each visitor and language."""
    opened: dict[tuple[str, str], Page] = {}

    def make(visitor: str, language: str, width: int) -> Visit:
        if (visitor, language) not in opened:
            user = demonstration.visitors[visitor]
            opened[visitor, language] = open_page(user=user, language=language)
        page = opened[visitor, language]
        if visitor == ANONYMOUS:
            # What somebody began, such as signing in, is not gone on with on the next page.
            page.context.clear_cookies()
        # A receipt's address bears no language: it follows what the reader has chosen.
        page.context.add_cookies(
            [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": server}]
        )
        page.set_viewport_size({"width": width, "height": 800})
        return Visit(page, demonstration, language)

    return make


def arrive(visit: Visit, shown: Shown) -> Iterator[str]:
    """Go to the page; yield what shows that it is another one."""
    from django.urls import Resolver404, resolve
    from django.utils.translation import override

    try:
        visit.go(shown.route, shown.filled, shown.query)
        shown.act(visit)
    except BrowserError as error:
        yield f"cannot be reached: {error.message}"
        return
    try:
        with override(visit.language):
            stands_on = resolve(urlsplit(visit.page.url).path).view_name
    except Resolver404:
        stands_on = shown.ends_at
    if stands_on != (shown.ends_at or shown.route):
        yield f"the visitor stands on {stands_on}"


def judge(visit: Visit, width: int, axe: Axe) -> Iterator[str]:
    """Yield each fault of the page that is open."""
    page = visit.page
    page.set_viewport_size({"width": width, "height": 800})
    facts = page.evaluate(
        "() => ({lang: document.documentElement.lang, dir: document.documentElement.dir,"
        " headings: document.querySelectorAll('h1').length, title: document.title,"
        " wide: document.documentElement.scrollWidth, text: document.body.innerText})"
    )
    if (facts["lang"], facts["dir"]) != (visit.language, DIRECTION[visit.language]):
        yield f"is marked {facts['lang']} {facts['dir']}"
    if facts["headings"] != 1:
        yield f"has {facts['headings']} headings of the first level"
    if not re.fullmatch(r"\S.* – Consult", facts["title"], re.DOTALL):
        yield f"has the title {facts['title']!r}"
    if facts["wide"] > width:
        yield f"is {facts['wide']} pixels wide"
    if found := ARTEFACT.search(facts["text"]):
        yield f"shows {found.group()!r}"
    yield from axe(page)


def reflow(visit: Visit) -> Iterator[str]:
    """Yield that the page does not fit the narrowest screen (WCAG 2.2, 1.4.10), if so."""
    visit.page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    wide = visit.page.evaluate("() => document.documentElement.scrollWidth")
    if wide > WIDTHS[0]:
        yield f"at {WIDTHS[0]}: is {wide} pixels wide"


def faults_of(
    pages: list[tuple[str, Shown]], language: str, widths: tuple[int, ...], visit: Any, axe: Axe
) -> list[str]:
    """Look at the pages one after the other; return every fault with its page."""
    faults = []
    for visitor, shown in pages:
        open_visit = visit(visitor, language, widths[0])
        where = f"{shown.name} ({visitor}, {language})"
        faults += [f"{where} {fault}" for fault in arrive(open_visit, shown)]
        for width in widths:
            faults += [f"{where} at {width}: {fault}" for fault in judge(open_visit, width, axe)]
        if WIDTHS[0] not in widths:
            faults += [f"{where} {fault}" for fault in reflow(open_visit)]
    return faults


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ar", 1280)])
def test_every_distinct_page_has_no_fault(
    language: str, width: int, visit: MakeVisit, axe: Axe
) -> None:
    pages = [(shown.visitors[0], shown) for shown in PAGES]
    faults = faults_of(pages, language, (width,), visit, axe)
    assert not faults, "\n".join(faults)


@pytest.mark.a11y_full
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("visitor", VISITORS)
def test_every_page_of_a_visitor_has_no_fault_at_any_width(
    visitor: str, language: str, visit: MakeVisit, axe: Axe
) -> None:
    pages = [(visitor, shown) for shown in PAGES if visitor in shown.visitors]
    faults = faults_of(pages, language, WIDTHS, visit, axe)
    assert not faults, "\n".join(faults)


def test_every_address_with_a_page_stands_in_the_table() -> None:
    opened = {name for name, route in ROUTES.items() if route.method == "get"}
    looked_at = {shown.route for shown in PAGES} | {shown.ends_at for shown in PAGES}
    assert sorted(opened - looked_at - NO_PAGES) == [], "These pages have no row in pages.py."
    assert sorted(looked_at & NO_PAGES) == []


@pytest.mark.django_db
def test_what_is_called_no_page_is_none(world: SmallWorld, signed_in: Any) -> None:  # noqa: F811
    from django.test import Client
    from django.urls import reverse

    pages = []
    for name in sorted(NO_PAGES):
        filled = {key: world.words[word] for key, word in ROUTES[name].filled.items()}
        for visitor, status in ROUTES[name].expected.items():
            user = world.visitors[visitor]
            client = signed_in(user) if user else Client()
            answer = client.get(reverse(name, kwargs=filled))
            is_file = answer.headers.get("Content-Disposition", "").startswith("attachment")
            is_page = answer.headers.get("Content-Type", "").startswith("text/html")
            if status == 200 and is_page and not is_file:
                pages.append((name, visitor))
    assert pages == []
