"""Pages under the server: one thread a request, connections that stay, and streams."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import override_settings
from django.urls import path
from django.utils.translation import activate, get_language

from consult.config.pages import AT_ONCE, Pages

pytestmark = pytest.mark.django_db(transaction=True)


def told(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    words = f"{threading.current_thread().name} {request.body.decode()} {get_language()}"
    activate("ar")
    return HttpResponse(words)


def streamed(_request: HttpRequest) -> StreamingHttpResponse:
    def parts() -> Iterator[str]:
        with connection.cursor() as cursor:
            for number in range(3):
                cursor.execute("SELECT %s", [number])
                yield f"{cursor.fetchone()[0]} "

    return StreamingHttpResponse(parts())


def failing(_request: HttpRequest) -> HttpResponse:
    raise ValueError("a page that fails")


begun: list[str] = []
ended: list[str] = []
all_begun = threading.Event()
may_end = threading.Event()


def lasting(request: HttpRequest) -> HttpResponse:
    name = request.body.decode()
    begun.append(name)
    if len(begun) == AT_ONCE:
        all_begun.set()
    may_end.wait(20)
    ended.append(name)
    return HttpResponse(name)


urlpatterns = [
    path("told/", told),
    path("streamed/", streamed),
    path("failing/", failing),
    path("lasting/", lasting),
]


def scope_of(address: str, body: bytes) -> dict[str, Any]:
    return {
        "type": "http",
        "method": "POST",
        "path": address,
        "raw_path": address.encode(),
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), (b"content-length", str(len(body)).encode())],
    }


def line_with(body: bytes, gone: asyncio.Event) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Return what a server gives: the body once, and then the end of the line when it comes."""
    messages = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> dict[str, Any]:
        for message in messages:
            return message
        await gone.wait()
        return {"type": "http.disconnect"}

    return receive


async def ask(pages: Pages, address: str, body: bytes = b"") -> tuple[int, str]:
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await pages(scope_of(address, body), line_with(body, asyncio.Event()), send)
    assert [each["type"] for each in sent].count("http.response.start") == 1
    return sent[0]["status"], b"".join(each.get("body", b"") for each in sent[1:]).decode()


@pytest.fixture
def pages(settings: Any) -> Pages:
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = []
    return Pages()


def test_a_request_is_answered_in_one_of_the_threads_that_stay(pages: Pages) -> None:
    async def many() -> list[tuple[int, str]]:
        return await asyncio.gather(
            *(ask(pages, "/told/", str(number).encode()) for number in range(3 * AT_ONCE))
        )

    # An application may outlive the loop that it first served in.
    assert {status for status, _words in asyncio.run(many())} == {200}
    answers = asyncio.run(many())
    said = [words.split() for _status, words in answers]
    assert {status for status, _words in answers} == {200}
    assert [body for _thread, body, _language in said] == [str(n) for n in range(3 * AT_ONCE)]
    assert len({thread for thread, _body, _language in said}) <= AT_ONCE
    # What one request left in its context does not reach the next one in the same thread.
    assert {language for _thread, _body, language in said} == {"en"}


def test_a_stream_is_sent_in_full(pages: Pages) -> None:
    assert asyncio.run(ask(pages, "/streamed/")) == (200, "0 1 2 ")


@override_settings(DEBUG=False)
def test_a_page_that_fails_is_an_answer_and_the_thread_goes_on(pages: Pages) -> None:
    async def both() -> list[int]:
        return [(await ask(pages, "/failing/"))[0], (await ask(pages, "/told/"))[0]]

    assert asyncio.run(both()) == [500, 200]


def test_who_hangs_up_before_the_end_gets_nothing(pages: Pages) -> None:
    async def hang_up() -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await pages({"type": "http"}, receive, send)
        return sent

    assert asyncio.run(hang_up()) == []


def test_who_hangs_up_in_the_queue_is_not_served_and_what_has_begun_goes_on(pages: Pages) -> None:
    begun.clear()
    ended.clear()
    all_begun.clear()
    may_end.clear()

    async def send(message: dict[str, Any]) -> None:
        raise AssertionError("Nobody is there.")

    async def hang_up() -> None:
        gone = asyncio.Event()
        asking = []
        for number in range(AT_ONCE + 2):
            body = str(number).encode()
            served = pages(scope_of("/lasting/", body), line_with(body, gone), send)
            asking.append(asyncio.create_task(served))
            await asyncio.sleep(0)
        assert await asyncio.to_thread(all_begun.wait, 20)
        gone.set()
        await asyncio.gather(*asking)
        may_end.set()
        # The threads are free again, and have found nothing of what was left.
        assert (await ask(pages, "/lasting/", b"later"))[0] == 200

    asyncio.run(asyncio.wait_for(hang_up(), 30))
    assert sorted(begun) == sorted(ended)
    assert len(begun) == AT_ONCE + 1
