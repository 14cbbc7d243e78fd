"""How fast a council votes, and whether a ballot is ever lost or counted twice.

    python -m benchmarks.council --seats 60 --observers 500

Starts the server as `make run` does, a process for each processor, with a database of its own, and
lets observers follow a motion over websockets while every seat votes over HTTP within one second:
once, again with other votes, and again with every connection cut once at a random moment. Prints
JSON, times in milliseconds: from sending a vote to its acknowledgement, and from sending it to the
moment at which an observer has it on the screen, for every pair of ballot and observer.

It ends by itself within a few minutes. Load and measurement share the machine with the server, so
the load average stands beside the figures.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uvloop

from benchmarks.council_clients import Vote, Watcher
from benchmarks.council_ground import (
    CHOICES,
    Stage,
    ballots_of,
    ledger_faults,
    set_stage,
    tell_everybody,
)
from benchmarks.ground import lay

WITHIN = 1.0
STARTS_WITHIN = 60
CONNECTS_WITHIN = 120
SHOWS_WITHIN = 60
AT_ONCE = 25
PROJECT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--seats", type=int, default=60)
    parser.add_argument("--observers", type=int, default=500)
    options = parser.parse_args()
    lay()
    stage = set_stage(options.seats, options.observers)
    tell_everybody()
    with _server() as (port, process):
        rounds = uvloop.run(_measure(port, stage, process))
    told = {"seats": options.seats, "observers": options.observers, "processors": os.cpu_count()}
    print(json.dumps({**told, "rounds": rounds}, indent=1))


@contextlib.contextmanager
def _server() -> Iterator[tuple[int, int]]:
    """Serve the database until the block ends; yield a port of this machine, and the process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "deploy.serve", "--port", str(port), "--log-level", "error"]
    environment = {**os.environ, "BASE_URL": f"http://127.0.0.1:{port}"}
    serving = subprocess.Popen(command, cwd=PROJECT, env=environment)
    try:
        _wait_for(port, serving)
        yield port, serving.pid
    finally:
        serving.terminate()
        try:
            serving.wait(20)
        except subprocess.TimeoutExpired:
            serving.kill()
            serving.wait()


def _wait_for(port: int, serving: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and serving.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The server did not start.")


async def _measure(port: int, stage: Stage, process: int) -> dict[str, Any]:
    watchers = [Watcher(port, stage.motion, session) for session in stage.watchers]
    begun = time.perf_counter()
    for start in range(0, len(watchers), AT_ONCE):
        some = watchers[start : start + AT_ONCE]
        for watcher in some:
            watcher.start()
        async with asyncio.timeout(CONNECTS_WITHIN):
            await asyncio.gather(*(watcher.connected.wait() for watcher in some))
    rounds: dict[str, Any] = {"connect_seconds": round(time.perf_counter() - begun, 1)}
    # The first request of a process loads what later ones find loaded, so one vote goes before.
    await Vote(port, stage.motion, stage.voters[0], "abstain").cast(0, None)
    for name, cut in (("votes", False), ("revotes", False), ("connections_cut", True)):
        await asyncio.sleep(1)
        spent = _spent(process)
        rounds[name] = await _round(port, stage, watchers, cut=cut)
        rounds[name]["processor_seconds"] = {
            who: round(after - before, 2)
            for (who, after), before in zip(_spent(process).items(), spent.values(), strict=True)
        }
    await asyncio.gather(*(watcher.stop() for watcher in watchers))
    return rounds


async def _round(port: int, stage: Stage, watchers: list[Watcher], *, cut: bool) -> dict[str, Any]:
    """Let every seat vote once, and return what that cost and whether all of it is kept."""
    before = await asyncio.to_thread(ballots_of, stage.motion)
    votes = [
        Vote(port, stage.motion, voter, random.choice(CHOICES))  # noqa: S311
        for voter in stage.voters
    ]
    moments = [random.uniform(0, WITHIN) for _each in watchers] if cut else []  # noqa: S311
    loop = asyncio.get_running_loop()
    for watcher, moment in zip(watchers, moments, strict=False):
        loop.call_later(moment, watcher.cut)
    begun = os.getloadavg()[0]
    await asyncio.gather(
        *(
            vote.cast(
                random.uniform(0, WITHIN),  # noqa: S311
                random.uniform(0, 0.1) if cut else None,  # noqa: S311
            )
            for vote in votes
        )
    )
    kept = (await asyncio.to_thread(ballots_of, stage.motion))[len(before) :]
    unseen = await _all_shown(watchers, kept[-1][0] if kept else 0)
    return {
        **_times(votes, kept, watchers),
        **_faults(votes, kept, watchers),
        "ledger_faults": await asyncio.to_thread(ledger_faults, stage.motion),
        "observers_left_behind": unseen,
        "load_average": round(begun, 1),
    }


def _spent(server: int) -> dict[str, float]:
    """Return the seconds of processor time that both sides have used so far."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    ticks = 0
    for process in (server, *children):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return {"server": ticks / os.sysconf("SC_CLK_TCK"), "clients": time.process_time()}


async def _all_shown(watchers: list[Watcher], last: int) -> int:
    """Wait until everybody has the last ballot on the screen; return how many never had."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(SHOWS_WITHIN):
            await asyncio.gather(*(watcher.has_shown(last) for watcher in watchers))
    return sum(watcher.sequence < last for watcher in watchers)


def _times(
    votes: list[Vote], kept: list[tuple[int, str, str]], watchers: list[Watcher]
) -> dict[str, Any]:
    sent = {vote.seat: vote.sent_at for vote in votes}
    waited = [vote.acknowledged_at - vote.sent_at for vote in votes if vote.acknowledged_at]
    shown = [
        watcher.shown[place] - sent[seat]
        for place, seat, _choice in kept
        for watcher in watchers
        if place in watcher.shown
    ]
    return {"acknowledgement_ms": _spread(waited), "display_ms": _spread(shown)}


def _faults(
    votes: list[Vote], kept: list[tuple[int, str, str]], watchers: list[Watcher]
) -> dict[str, Any]:
    """Hold what was acknowledged against what is kept: one ballot each, as it was cast."""
    times_kept = Counter(seat for _place, seat, _choice in kept)
    choices = {seat: choice for _place, seat, choice in kept}
    refused = Counter(vote.refused for vote in votes if vote.refused is not None)
    failed = Counter(error for watcher in watchers for error in watcher.errors)
    for watcher in watchers:
        watcher.errors.clear()
    return {
        "acknowledged": sum(bool(vote.acknowledged_at) for vote in votes),
        "sent_again": sum(vote.tries > 1 for vote in votes),
        "lost_ballots": sum(
            choices.get(vote.seat) != vote.choice for vote in votes if vote.acknowledged_at
        ),
        "double_ballots": sum(count - 1 for count in times_kept.values()),
        "errors": dict(refused + failed),
    }


def _spread(seconds: list[float]) -> dict[str, float]:
    if len(seconds) < 2:
        return {}
    hundredths = statistics.quantiles(seconds, n=100, method="inclusive")
    named = {"p50": hundredths[49], "p95": hundredths[94], "max": max(seconds)}
    return {name: round(value * 1000, 1) for name, value in named.items()}


if __name__ == "__main__":
    main()
