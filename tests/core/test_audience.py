"""One look answers all who follow, and nobody by a look that began before they came."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest
from channels.layers import channel_layers

from consult.core.audience import FAILED, NOT_ALLOWED, Audience, Follower
from consult.core.errors import NotThere
from consult.core.realtime import GROUP, hub

WAIT = 5.0
TOPIC = "motion:1"


class Counting:
    """A look that says how many there have been; who is in `refused` may not see it."""

    def __init__(self, lasts: float = 0.0) -> None:
        self.asked: list[set[str]] = []
        self.refused: set[str] = set()
        self.fails: Exception | None = None
        self.lasts = lasts

    async def __call__(self, keys: set[str]) -> tuple[str, frozenset[str]]:
        self.asked.append(keys)
        number = len(self.asked)
        await asyncio.sleep(self.lasts)
        if self.fails:
            raise self.fails
        return str(number), frozenset(keys - self.refused)


class Line:
    """What was sent to one socket; `slow` keeps everything waiting until it is set."""

    def __init__(self) -> None:
        self.sent: asyncio.Queue[Any] = asyncio.Queue()
        self.free = asyncio.Event()
        self.free.set()

    async def send(self, message: dict[str, Any]) -> None:
        await self.free.wait()
        self.sent.put_nowait(message.get("text", message.get("code")))

    async def next(self) -> Any:
        return await asyncio.wait_for(self.sent.get(), WAIT)


@contextlib.asynccontextmanager
async def following(
    audience: Audience, key: str, line: Line
) -> AsyncIterator[tuple[Follower, str]]:
    async with audience.joined(key, line.send) as follower:
        first = await asyncio.wait_for(follower.admitted, WAIT)
        follower.open()
        yield follower, first


async def hint() -> None:
    message = {"topic": TOPIC, "payload": {"sequence": 1}}
    await channel_layers["default"].group_send(GROUP, {"type": "live", **message})


def live(scenario: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    async def run() -> Any:
        try:
            return await asyncio.wait_for(scenario(), 4 * WAIT)
        finally:
            if hub._task is not None:
                hub._task.cancel()
            hub.loop = None

    channel_layers.backends.clear()
    return asyncio.run(run())


def test_one_look_answers_everybody_at_a_hint() -> None:
    look = Counting()

    async def scenario() -> list[str]:
        audience, lines = Audience(TOPIC, look, apart=0), [Line(), Line(), Line()]
        async with contextlib.AsyncExitStack() as stack:
            for key, line in zip("abc", lines, strict=True):
                await stack.enter_async_context(following(audience, key, line))
            look.asked.clear()
            await hint()
            return [await line.next() for line in lines]

    assert live(scenario) == ["1", "1", "1"]
    assert look.asked == [{"a", "b", "c"}]


def test_whoever_comes_while_a_look_runs_gets_the_next_one_and_only_they() -> None:
    look = Counting(0.05)

    async def scenario() -> tuple[list[str], bool]:
        audience, early, late = Audience(TOPIC, look, apart=0), Line(), Line()

        async def join(key: str, line: Line) -> str:
            async with following(audience, key, line) as (_follower, first):
                await asyncio.sleep(0.2)
                return first

        first = asyncio.create_task(join("a", early))
        await asyncio.sleep(0.02)
        second = await join("b", late)
        return [await first, second], early.sent.empty()

    assert live(scenario) == (["1", "2"], True)
    assert look.asked == [{"a"}, {"b"}]


def test_looks_keep_apart_and_the_hints_between_them_are_one() -> None:
    look = Counting()

    async def scenario() -> float:
        audience, line = Audience(TOPIC, look, apart=0.1), Line()
        async with following(audience, "a", line):
            begun = asyncio.get_running_loop().time()
            for _ in range(5):
                await hint()
            await line.next()
            return asyncio.get_running_loop().time() - begun

    assert live(scenario) >= 0.09
    assert len(look.asked) == 2


def test_a_slow_line_gets_the_newest_and_keeps_nobody_waiting() -> None:
    look = Counting()

    async def scenario() -> list[str]:
        audience, slow, quick = Audience(TOPIC, look, apart=0), Line(), Line()
        async with following(audience, "a", slow), following(audience, "b", quick):
            look.asked.clear()
            slow.free.clear()
            seen = []
            for _ in range(3):
                await hint()
                seen.append(await quick.next())
            slow.free.set()
            return [*seen, await slow.next(), await slow.next()]

    assert live(scenario) == ["1", "2", "3", "1", "3"]


def test_who_may_not_see_it_is_refused_and_later_dismissed() -> None:
    look = Counting()

    async def scenario() -> list[Any]:
        audience, line, other = Audience(TOPIC, look, apart=0), Line(), Line()
        look.refused = {"stranger"}
        async with audience.joined("stranger", other.send) as follower:
            with pytest.raises(NotThere):
                await asyncio.wait_for(follower.admitted, WAIT)
        async with following(audience, "a", line), following(audience, "b", other):
            look.refused = {"a"}
            await hint()
            return [await line.next(), (await other.next()).isdigit()]

    assert live(scenario) == [NOT_ALLOWED, True]


def test_a_look_that_fails_ends_those_it_was_for_and_the_next_works(caplog: Any) -> None:
    look = Counting()

    async def scenario() -> list[Any]:
        audience, line, later = Audience(TOPIC, look, apart=0), Line(), Line()
        async with following(audience, "a", line):
            look.fails = OSError("no database")
            await hint()
            ended = await line.next()
            look.fails = None
            async with following(audience, "b", later) as (_follower, first):
                return [ended, first]

    assert live(scenario) == [FAILED, "3"]
    assert "no database" in caplog.text


def test_who_left_while_a_look_ran_is_told_nothing() -> None:
    look = Counting(0.05)

    async def scenario() -> tuple[bool, str]:
        audience, gone, stays = Audience(TOPIC, look, apart=0), Line(), Line()
        async with following(audience, "b", stays):
            async with following(audience, "a", gone):
                await hint()
                await asyncio.sleep(0.01)
            seen = await stays.next()
            await asyncio.sleep(0.01)
            return gone.sent.empty(), seen

    assert live(scenario) == (True, "3")


def test_listening_that_breaks_off_ends_all_and_begins_anew(
    monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    look = Counting()

    def away(_topic: str) -> Any:
        raise OSError("no layer")

    async def scenario() -> str:
        audience, line = Audience(TOPIC, look, apart=0), Line()
        with monkeypatch.context() as patch:
            patch.setattr(hub, "listen", away)
            async with audience.joined("a", line.send) as follower:
                with pytest.raises(OSError, match="no layer"):
                    await asyncio.wait_for(follower.admitted, WAIT)
                patch.undo()
                async with following(audience, "b", line) as (_follower, first):
                    return first

    assert live(scenario) == "1"
    assert "cannot be followed" in caplog.text


def test_who_hangs_up_before_the_answer_stops_nobody_and_the_last_one_ends_it() -> None:
    look = Counting(0.05)

    async def scenario() -> tuple[str, int]:
        audience, line = Audience(TOPIC, look, apart=0), Line()
        async with audience.joined("a", line.send):
            await asyncio.sleep(0.01)
        async with following(audience, "b", line) as (_follower, first):
            pass
        await asyncio.sleep(0)
        return first, len(hub._queues)

    assert live(scenario) == ("2", 0)
