"""Live pushes: only for what is committed, to whoever listens, and at nobody's cost."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.layers import channel_layers
from django.db import connection

from consult.core.models import Sequence
from consult.core.realtime import GROUP, QUEUE_LENGTH, Hub, hub, publish_on_commit
from consult.core.transactions import command

WAIT = 5.0


@command
def write_and_tell(number: int, topic: str = "motion:1") -> None:
    Sequence.objects.create(name=f"{topic}/{number}")
    publish_on_commit(topic, {"sequence": number})


@command
def write_tell_and_fail() -> None:
    Sequence.objects.create(name="lost")
    publish_on_commit("motion:1", {"sequence": 0})
    raise ValueError("after the push")


def in_thread(function: Any) -> Any:
    """Run a write as a request does: in a thread, on a connection that is closed after it."""

    def run(*args: Any) -> None:
        try:
            function(*args)
        finally:
            connection.close()

    return sync_to_async(run, thread_sensitive=False)


def live(scenario: Any) -> Any:
    """Run a scenario in a loop of its own, as a server process does, and leave none behind."""

    async def run() -> Any:
        try:
            return await asyncio.wait_for(scenario(), 4 * WAIT)
        finally:
            await hub.stop()

    channel_layers.backends.clear()
    return asyncio.run(run())


@pytest.mark.django_db(transaction=True)
def test_a_listener_gets_what_was_committed_and_nothing_else() -> None:
    async def scenario() -> list[Any]:
        async with hub.listen("motion:1") as mine, hub.listen("motion:2") as other:
            with pytest.raises(ValueError, match="after the push"):
                await in_thread(write_tell_and_fail)()
            await in_thread(write_and_tell)(1)
            await in_thread(write_and_tell)(2)
            got = [await asyncio.wait_for(mine.get(), WAIT) for _ in range(2)]
            assert mine.empty()
            assert other.empty()
            return got

    assert live(scenario) == [{"sequence": 1}, {"sequence": 2}]
    assert not Sequence.objects.filter(name="lost").exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_pushed_before_the_commit() -> None:
    async def scenario() -> None:
        async with hub.listen("motion:1") as queue:

            @command
            def write_and_look() -> bool:
                publish_on_commit("motion:1", {"sequence": 1})
                sending = asyncio.run_coroutine_threadsafe(asyncio.sleep(0.2), loop)
                sending.result(WAIT)
                return queue.empty()

            loop = asyncio.get_running_loop()
            assert await sync_to_async(write_and_look, thread_sensitive=False)()
            assert await asyncio.wait_for(queue.get(), WAIT) == {"sequence": 1}

    live(scenario)


@pytest.mark.django_db(transaction=True)
def test_everybody_who_comes_at_once_is_served_once() -> None:
    async def listen(ready: asyncio.Barrier) -> list[Any]:
        async with hub.listen("motion:1") as queue:
            await ready.wait()
            first = await asyncio.wait_for(queue.get(), WAIT)
            await asyncio.sleep(0.2)
            return [first, queue.qsize()]

    async def scenario() -> list[Any]:
        ready = asyncio.Barrier(11)
        listeners = [asyncio.create_task(listen(ready)) for _ in range(10)]
        await ready.wait()
        await in_thread(write_and_tell)(7)
        return await asyncio.gather(*listeners)

    assert live(scenario) == [[{"sequence": 7}, 0]] * 10


def test_a_slow_listener_misses_old_hints_and_keeps_nobody_waiting() -> None:
    async def scenario() -> None:
        async with hub.listen("motion:1") as slow, hub.listen("motion:1") as quick:
            layer = channel_layers["default"]
            for number in range(QUEUE_LENGTH + 20):
                message = {"topic": "motion:1", "payload": {"sequence": number}}
                await layer.group_send(GROUP, {"type": "live", **message})
                assert await asyncio.wait_for(quick.get(), WAIT) == {"sequence": number}
            assert slow.qsize() == QUEUE_LENGTH
            assert slow.get_nowait() == {"sequence": 20}

    live(scenario)


def test_a_hub_forgets_whoever_has_left() -> None:
    async def scenario() -> Any:
        async with hub.listen("motion:1"):
            assert set(hub._queues) == {"motion:1"}
        return dict(hub._queues)

    assert live(scenario) == {}


@pytest.mark.django_db(transaction=True)
def test_a_write_stands_though_its_push_cannot_be_sent(monkeypatch: Any, caplog: Any) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("no layer")

    monkeypatch.setattr("consult.core.realtime.get_channel_layer", fail)
    with caplog.at_level(logging.ERROR):
        write_and_tell(1)
    assert Sequence.objects.get().name == "motion:1/1"
    assert "no layer" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_push_into_a_running_loop_that_fails_is_logged(
    settings: Any, monkeypatch: Any, caplog: Any
) -> None:
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

    async def scenario() -> None:
        await hub.start()

        async def fail(*_: Any) -> None:
            raise RuntimeError("no layer")

        monkeypatch.setattr(channel_layers["default"], "group_send", fail)
        await in_thread(write_and_tell)(1)
        await asyncio.sleep(0.1)

    with caplog.at_level(logging.WARNING):
        live(scenario)
    assert "A live push could not be sent." in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_layer_that_needs_the_loop_of_the_sockets_is_told_in_it(settings: Any) -> None:
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

    async def scenario() -> Any:
        async with hub.listen("motion:1") as queue:
            await in_thread(write_and_tell)(1)
            return await asyncio.wait_for(queue.get(), WAIT)

    assert live(scenario) == {"sequence": 1}


def test_a_hub_that_stops_leaves_no_pipe_and_may_start_again(settings: Any, tmp_path: Any) -> None:
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "consult.core.local_layer.LocalChannelLayer",
            "CONFIG": {"directory": str(tmp_path)},
        }
    }

    async def scenario() -> list[int]:
        counts = []
        for _turn in range(2):
            await hub.start()
            counts.append(len(list(tmp_path.iterdir())))
            await hub.stop()
            counts.append(len(list(tmp_path.iterdir())))
        await hub.stop()
        return counts

    assert live(scenario) == [1, 0, 1, 0]


def test_a_layer_that_cannot_be_left_is_logged(monkeypatch: Any, caplog: Any) -> None:
    async def scenario() -> None:
        await hub.start()

        async def fail(*_: Any) -> None:
            raise RuntimeError("no layer")

        monkeypatch.setattr(channel_layers["default"], "group_discard", fail)
        await hub.stop()

    with caplog.at_level(logging.WARNING):
        live(scenario)
    assert "The channel layer could not be left." in caplog.text


def test_starting_twice_joins_once() -> None:
    async def scenario() -> bool:
        mine = Hub()
        await asyncio.gather(mine.start(), mine.start())
        task = mine._task
        await mine.start()
        assert task is not None
        same = mine._task is task
        task.cancel()
        return same

    assert live(scenario)
