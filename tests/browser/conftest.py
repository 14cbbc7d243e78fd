"""A real browser before the real server: uvicorn, websockets, the worker, the test's database.

The server runs in a thread of the test process, so a test reads the same database through the
ORM and the same mails in `mailoutbox` that the server and its worker write.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from deploy.find_chromium import MISSING, find_chromium
from tests.council.conftest import (  # noqa: F401
    council,
    let_voting_end,
    make_council,
    make_version,
    motion,
    motion_arguments,
    put_by,
)

FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Whatever a page asks of another machine fails at once and shows in its console.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
STARTS_WITHIN = 20.0
STOPS_WITHIN = 10.0
# Milliseconds that a page may take to show what a test waits for.
PATIENCE = 10_000


class OpenPage(Protocol):
    """How a test asks for a page in a browser of its own."""

    def __call__(
        self,
        *,
        javascript: bool = True,
        width: int = 1280,
        height: int = 800,
        language: str = "en",
        user: Any = None,
    ) -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, wherever it stands."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Yield one Chromium for the tests of this folder, or skip them where there is none.

    It ends with the folder, since playwright keeps an event loop in the main thread that tests
    of asynchronous code elsewhere would stumble over. For the same reason Django is told that
    its ORM may be called beside that loop: it runs nothing of Django's.
    """
    path = find_chromium()
    if path is None:
        pytest.skip(MISSING)
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def _wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Say whether the condition came true in time."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


@pytest.fixture
def server(transactional_db: None, settings: Any) -> Iterator[str]:
    """Yield the address of the real application with its worker, serving the test's database."""
    import uvicorn
    from django.db import connections

    from consult.config.asgi import application
    from consult.config.lifespan import Lifespan

    listener = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    settings.BASE_URL = address
    settings.CSRF_TRUSTED_ORIGINS = [address]
    served = Lifespan(application.application, worker=True)
    serving = uvicorn.Server(
        uvicorn.Config(
            served,
            ws="websockets-sansio",
            lifespan="on",
            log_config=None,
            # An open websocket may not keep the server for long.
            timeout_graceful_shutdown=1,
        )
    )
    before = set(threading.enumerate())
    thread = threading.Thread(target=serving.run, args=([listener],), daemon=True)
    thread.start()
    if not _wait_until(lambda: serving.started or not thread.is_alive(), STARTS_WITHIN):
        pytest.fail("The server did not start in time.")
    assert serving.started, "The server stopped while it started."
    yield address
    serving.should_exit = True
    # Neither may go on writing into the database that is emptied next.
    for started in set(threading.enumerate()) - before:
        if started.name in {thread.name, "tasks"}:
            started.join(STOPS_WITHIN)
    assert not thread.is_alive(), "The server did not stop in time."
    listener.close()
    connections.close_all()


def _session_cookie(user: Any, address: str) -> dict[str, Any]:
    """Return the cookie of somebody who has signed in already."""
    from django.conf import settings
    from django.test import Client

    from tests.conftest import show_second_factor

    client = Client()
    client.force_login(user, backend="consult.accounts.backends.AuthenticationBackend")
    show_second_factor(client)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": address}


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[OpenPage]:
    """Return a maker of pages, each in a browser profile of its own, relative to the server.

    With `javascript=False` no script runs; `user` is signed in already. At the end the test fails
    where a script threw, the content security policy was broken, or a page asked elsewhere.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        told = ("Content Security Policy", "ERR_NAME_NOT_RESOLVED", "Uncaught")
        if message.type == "error" and any(sign in message.text for sign in told):
            faults.append(message.text)

    def make(
        *,
        javascript: bool = True,
        width: int = 1280,
        height: int = 800,
        language: str = "en",
        user: Any = None,
    ) -> Page:
        context = browser.new_context(
            base_url=server,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            locale=language,
            timezone_id="Africa/Nairobi",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if user is not None:
            context.add_cookies([_session_cookie(user, server)])  # type: ignore[list-item]
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Return an anonymous visitor's page on a desk's screen, with JavaScript."""
    return open_page()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Return a function that gives axe-core's violations of WCAG 2.2 AA on a page, one a line.

    axe is evaluated through the debugger, which the content security policy does not bind, so the
    page is judged as it is served. A page opened without JavaScript cannot be judged.
    """
    from axe_playwright_python.base import AXE_FILE_PATH

    script = Path(AXE_FILE_PATH).read_text(encoding="utf-8")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    options = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}

    def judge(page: Page) -> list[str]:
        page.evaluate(script)
        found = page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{violation['id']} ({violation['impact']}): {node['target']} {node['html'][:200]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return judge
