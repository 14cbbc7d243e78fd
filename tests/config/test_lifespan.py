"""What starts and ends with the server process."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from channels.layers import channel_layers
from django.core.checks import Error, Warning, registry
from django.db import OperationalError

from consult.config import lifespan
from consult.config.lifespan import Background, Lifespan
from consult.core.mail import post
from consult.core.models import OutgoingMail
from consult.core.realtime import hub
from consult.core.transactions import command


def run_lifespan(served: Lifespan) -> list[dict[str, Any]]:
    """Start and stop the application as a server does; return what it answered."""

    async def run() -> list[dict[str, Any]]:
        asked = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
        answers: list[dict[str, Any]] = []

        async def receive() -> dict[str, str]:
            return next(asked)

        async def send(message: dict[str, Any]) -> None:
            answers.append(message)

        try:
            await served({"type": "lifespan"}, receive, send)
        finally:
            await hub.stop()
        return answers

    channel_layers.backends.clear()
    return asyncio.run(asyncio.wait_for(run(), 30))


@pytest.fixture
def finding() -> Iterator[Callable[[Any], None]]:
    """Let the system check find something for the length of a test."""
    added: list[Any] = []

    def find(message: Any) -> None:
        def check(**_options: Any) -> list[Any]:
            return [message]

        registry.registry.register(check)
        added.append(check)

    yield find
    for check in added:
        registry.registry.registered_checks.discard(check)


def background_threads() -> list[str]:
    return sorted(t.name for t in threading.enumerate() if t.name in {"tasks", "sweeper"})


def wait_until(done: Callable[[], bool], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        time.sleep(0.05)
    assert done()


def test_a_sound_server_starts_and_stops() -> None:
    answers = run_lifespan(Lifespan(None, worker=False))
    assert answers == [
        {"type": "lifespan.startup.complete"},
        {"type": "lifespan.shutdown.complete"},
    ]


def test_an_error_of_a_system_check_keeps_the_server_from_starting(finding: Any) -> None:
    finding(Error("No handler judges comments.", id="moderation.E001"))
    served = Lifespan(None, worker=True)
    answers = run_lifespan(served)
    assert answers[0] == {
        "type": "lifespan.startup.failed",
        "message": "?: (moderation.E001) No handler judges comments.",
    }
    assert background_threads() == []


def test_a_warning_does_not(finding: Any) -> None:
    finding(Warning("Something to think about.", id="core.W001"))
    answers = run_lifespan(Lifespan(None, worker=False))
    assert answers[0] == {"type": "lifespan.startup.complete"}


def test_a_channel_layer_that_is_away_keeps_the_server_from_starting(
    monkeypatch: Any, caplog: Any
) -> None:
    def away() -> None:
        raise ConnectionError("Redis is away")

    monkeypatch.setattr("consult.core.realtime.get_channel_layer", away)
    served = Lifespan(None, worker=True)
    with caplog.at_level(logging.ERROR):
        answers = run_lifespan(served)
    assert answers[0] == {"type": "lifespan.startup.failed", "message": "Redis is away"}
    assert "The server does not start." in caplog.text
    assert background_threads() == []


def test_requests_reach_the_application() -> None:
    seen: list[Any] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["type"])

    asyncio.run(Lifespan(application, worker=False)({"type": "http"}, None, None))
    assert seen == ["http"]


@pytest.mark.django_db(transaction=True)
def test_the_background_delivers_mail_and_ends_with_the_server(mailoutbox: list[Any]) -> None:
    send = command(post)
    background = Background()
    background.start()
    try:
        assert background_threads() == ["sweeper", "tasks"]
        mail = send(to="ana@example.org", subject="Hello", text="Good day.")
        wait_until(lambda: OutgoingMail.objects.filter(pk=mail.pk, state="sent").exists())
    finally:
        background.stop()
    assert [message.subject for message in mailoutbox] == ["Hello"]
    assert background_threads() == []


@pytest.mark.django_db(transaction=True)
def test_the_background_goes_on_after_an_error(monkeypatch: Any, caplog: Any) -> None:
    calls: list[int] = []

    def sweep() -> None:
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("the database is away")

    monkeypatch.setattr(lifespan, "sweep", sweep)
    monkeypatch.setattr(lifespan, "SWEEP_EVERY", 0.05)
    background = Background()
    with caplog.at_level(logging.ERROR):
        background.start()
        try:
            wait_until(lambda: len(calls) > 2)
        finally:
            background.stop()
    assert "the database is away" in caplog.text
