"""Pushes between the processes of one machine: all hear them, nobody waits, nothing is left."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import stat
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from select import PIPE_BUF
from typing import Any

import pytest
from channels.layers import channel_layers

from consult.core.local_layer import LocalChannelLayer
from consult.core.realtime import hub
from tests.config.fresh import another_process, database_url, python

GROUP = "tests"
WAIT = 20.0
# Another process that listens; what it hears it prints, unless it was told to sleep.
LISTEN = """
import asyncio, sys, time
from consult.core.local_layer import LocalChannelLayer
async def main():
    layer = LocalChannelLayer(directory=sys.argv[1])
    channel = await layer.new_channel()
    await layer.group_add("tests", channel)
    print("ready", flush=True)
    if sys.argv[2] == "asleep":
        time.sleep(600)
    while True:
        print((await layer.receive(channel))["number"], flush=True)
asyncio.run(main())
"""
WRITE = """
import django
django.setup()
from consult.core.models import Sequence
from consult.core.realtime import publish_on_commit
from consult.core.transactions import command
@command
def write(number):
    Sequence.objects.create(name=f"from another process {number}")
    publish_on_commit("motion:1", {"sequence": number})
    if number == 1:
        raise ValueError("rolled back")
try:
    write(1)
except ValueError:
    write(2)
"""


def files(directory: Path) -> list[Path]:
    return list(directory.iterdir())


async def joined(layer: LocalChannelLayer) -> str:
    channel = await layer.new_channel()
    await layer.group_add(GROUP, channel)
    return str(channel)


async def heard(layer: LocalChannelLayer, channel: str) -> Any:
    return (await asyncio.wait_for(layer.receive(channel), WAIT))["number"]


@pytest.mark.django_db(transaction=True)
def test_what_another_process_commits_is_heard_here_and_nothing_else(settings: Any) -> None:
    data = Path(settings.DATA_DIR)
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "consult.core.local_layer.LocalChannelLayer",
            "CONFIG": {"directory": str(data / "live")},
        }
    }
    address = database_url()

    async def scenario() -> list[Any]:
        async with hub.listen("motion:1") as queue:
            await asyncio.to_thread(
                python, ["-c", WRITE], data, CONSULT_STATIC_COLLECTED="0", DATABASE_URL=address
            )
            first = await asyncio.wait_for(queue.get(), WAIT)
            await hub.stop()
            return [first, queue.qsize()]

    channel_layers.backends.clear()
    assert asyncio.run(scenario()) == [{"sequence": 2}, 0]


def test_every_process_hears_what_any_of_them_says(tmp_path: Path) -> None:
    async def scenario(other: subprocess.Popen[str]) -> list[Any]:
        layer = LocalChannelLayer(directory=str(tmp_path))
        channels = [await joined(layer), await joined(layer)]
        await layer.group_send("others", {"number": 1})
        await layer.group_send(GROUP, {"number": 2})
        assert other.stdout is not None
        there = int(other.stdout.readline())
        return [there, *[await heard(layer, channel) for channel in channels]]

    with another_process("ready", [LISTEN, str(tmp_path), "awake"], tmp_path) as other:
        assert asyncio.run(scenario(other)) == [2, 2, 2]


def test_the_pipe_of_a_process_that_was_killed_is_removed(tmp_path: Path) -> None:
    layer = LocalChannelLayer(directory=str(tmp_path))
    with another_process("ready", [LISTEN, str(tmp_path), "awake"], tmp_path) as other:
        (pipe,) = files(tmp_path)
        layer.tell(GROUP, {"number": 1})
        assert pipe.exists()
        other.send_signal(signal.SIGKILL)
        other.wait(20)
        assert pipe.exists()
        layer.tell(GROUP, {"number": 2})
        assert not pipe.exists()


def test_a_process_that_reads_nothing_keeps_nobody_waiting(tmp_path: Path, caplog: Any) -> None:
    async def scenario() -> int:
        layer = LocalChannelLayer(directory=str(tmp_path))
        channel = await joined(layer)
        for number in range(5000):
            layer.tell(GROUP, {"number": number})
            assert await heard(layer, channel) == number
        return len(files(tmp_path))

    asleep = another_process("ready", [LISTEN, str(tmp_path), "asleep"], tmp_path)
    with caplog.at_level(logging.DEBUG), asleep:
        assert asyncio.run(scenario()) == 2
    assert "A process is behind and misses a live push" in caplog.text


def test_a_busy_loop_misses_nothing_of_a_burst(tmp_path: Path) -> None:
    async def scenario() -> list[Any]:
        layer = LocalChannelLayer(directory=str(tmp_path))
        channel = await joined(layer)
        for number in range(100):
            layer.tell(GROUP, {"number": number, "topic": "motion:" + 36 * "0"})
        return [await heard(layer, channel) for _ in range(100)]

    assert asyncio.run(scenario()) == list(range(100))


def test_a_channel_that_nobody_empties_keeps_the_newest(tmp_path: Path) -> None:
    async def scenario() -> list[Any]:
        layer = LocalChannelLayer(directory=str(tmp_path), capacity=3)
        channel = await joined(layer)
        for number in range(10):
            layer.tell(GROUP, {"number": number})
            await asyncio.sleep(0)
        await asyncio.sleep(0.1)
        return [await heard(layer, channel) for _ in range(3)]

    assert asyncio.run(scenario()) == [7, 8, 9]


def test_what_many_write_at_once_arrives_whole(tmp_path: Path) -> None:
    async def scenario() -> list[int]:
        layer = LocalChannelLayer(directory=str(tmp_path), capacity=2000)
        channel = await joined(layer)
        # Never more at a time than a pipe holds, however long the reader has to wait for its turn.
        room = threading.Semaphore(20)

        def write(writer: int) -> None:
            for number in range(100):
                text = chr(97 + writer) * (number * 20)
                assert room.acquire(timeout=WAIT)
                layer.tell(GROUP, {"number": writer * 100 + number, "text": text})

        async def take() -> int:
            number = await heard(layer, channel)
            room.release()
            return number

        writers = [threading.Thread(target=write, args=(each,)) for each in range(6)]
        for each in writers:
            each.start()
        found = [await take() for _ in range(600)]
        for each in writers:
            each.join()
        return sorted(found)

    assert asyncio.run(scenario()) == list(range(600))


@pytest.mark.parametrize("at", ["mkfifo", "open"])
def test_a_pipe_that_is_being_made_is_not_taken_for_a_dead_one(
    tmp_path: Path, monkeypatch: Any, at: str
) -> None:
    sender = LocalChannelLayer(directory=str(tmp_path))
    original: Callable[..., Any] = getattr(os, at)
    sent: list[str] = []

    def then_send(path: Any, *rest: Any, **named: Any) -> Any:
        done = original(path, *rest, **named)
        if not sent:
            sent.append(str(path))
            sender.tell(GROUP, {"number": 1})
        return done

    async def scenario() -> Any:
        layer = LocalChannelLayer(directory=str(tmp_path))
        monkeypatch.setattr(os, at, then_send)
        channel = await joined(layer)
        sender.tell(GROUP, {"number": 2})
        return await heard(layer, channel)

    assert asyncio.run(scenario()) == 2
    assert len(sent) == 1


def test_a_pipe_found_by_its_name_before_it_is_open_would_be(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / f"{GROUP}!visible")
    LocalChannelLayer(directory=str(tmp_path)).tell(GROUP, {"number": 1})
    assert files(tmp_path) == []


def test_the_path_may_be_long_and_is_the_owners_alone(tmp_path: Path) -> None:
    directory = tmp_path / ("ქართული" * 10) / ("long" * 50) / "live"

    async def scenario() -> tuple[Any, list[int]]:
        layer = LocalChannelLayer(directory=str(directory))
        channel = await joined(layer)
        layer.tell(GROUP, {"number": 1})
        modes = [stat.S_IMODE(each.stat().st_mode) for each in (directory, *files(directory))]
        return await heard(layer, channel), modes

    number, (folder, pipe) = asyncio.run(scenario())
    assert number == 1
    assert folder == 0o700
    assert pipe == 0o600


@pytest.mark.parametrize("line", [b"no json\n", b"[1]\n", b"\xff\n", b"x" * (PIPE_BUF + 1)])
def test_what_is_no_push_is_left_out_with_a_word(tmp_path: Path, caplog: Any, line: bytes) -> None:
    async def scenario() -> Any:
        layer = LocalChannelLayer(directory=str(tmp_path))
        channel = await joined(layer)
        (pipe,) = files(tmp_path)
        writing = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        os.write(writing, line)
        os.close(writing)
        await asyncio.sleep(0.1)
        layer.tell(GROUP, {"number": 1})
        return await heard(layer, channel)

    assert asyncio.run(scenario()) == 1
    assert "that is no live push was left out" in caplog.text


def test_a_message_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    layer = LocalChannelLayer(directory=str(tmp_path))
    with pytest.raises(ValueError, match="does not fit"):
        layer.tell(GROUP, {"number": "x" * PIPE_BUF})


def test_without_anybody_who_listens_nothing_is_made(tmp_path: Path) -> None:
    LocalChannelLayer(directory=str(tmp_path / "live")).tell(GROUP, {"number": 1})
    assert files(tmp_path) == []


def test_a_channel_that_was_discarded_leaves_nothing(tmp_path: Path) -> None:
    async def scenario() -> None:
        layer = LocalChannelLayer(directory=str(tmp_path))
        channel = await joined(layer)
        await layer.group_discard(GROUP, channel)
        await layer.group_discard(GROUP, channel)
        with pytest.raises(KeyError):
            await layer.receive(channel)

    asyncio.run(scenario())
    assert files(tmp_path) == []


def test_a_layer_that_is_gone_with_its_loop_leaves_nothing(tmp_path: Path) -> None:
    async def scenario() -> None:
        await joined(LocalChannelLayer(directory=str(tmp_path)))
        assert len(files(tmp_path)) == 1

    asyncio.run(scenario())
    gc.collect()
    assert files(tmp_path) == []


def test_a_process_that_ends_by_itself_leaves_nothing(tmp_path: Path) -> None:
    code = LISTEN.replace('print("ready", flush=True)', "return")
    python(["-c", code, str(tmp_path), "awake"], tmp_path)
    assert files(tmp_path) == []
