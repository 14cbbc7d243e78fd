"""One look answers all who wait, and none is answered by a look that began before the question."""

from __future__ import annotations

import asyncio

from consult.core.shared_look import SharedLook


class Counting:
    """A look that says how many there have been, and who waited for each."""

    def __init__(self, lasts: float = 0.01) -> None:
        self.asked: list[set[str]] = []
        self.lasts = lasts

    async def __call__(self, asking: set[str]) -> int:
        self.asked.append(asking)
        number = len(self.asked)
        await asyncio.sleep(self.lasts)
        return number


def test_those_who_ask_together_share_a_look() -> None:
    looks = Counting()

    async def ask() -> list[int]:
        shared = SharedLook(looks, apart=0)
        return await asyncio.gather(*(shared.newest(name) for name in "abc"))

    assert asyncio.run(ask()) == [1, 1, 1]
    assert looks.asked == [{"a", "b", "c"}]


def test_whoever_asks_while_a_look_runs_gets_the_next_one() -> None:
    looks = Counting(0.05)

    async def ask() -> list[int]:
        shared = SharedLook(looks, apart=0)
        first = asyncio.create_task(shared.newest("a"))
        await asyncio.sleep(0.02)
        return [await shared.newest("b"), await first]

    assert asyncio.run(ask()) == [2, 1]
    assert looks.asked == [{"a"}, {"b"}]


def test_looks_keep_apart() -> None:
    looks = Counting(0)

    async def ask() -> float:
        shared = SharedLook(looks, apart=0.1)
        loop = asyncio.get_running_loop()
        await shared.newest("a")
        begun = loop.time()
        await shared.newest("a")
        return loop.time() - begun

    assert asyncio.run(ask()) >= 0.09


def test_who_stops_waiting_stops_nobody_else() -> None:
    looks = Counting(0.05)

    async def ask() -> int:
        shared = SharedLook(looks, apart=0)
        gone = asyncio.create_task(shared.newest("a"))
        stays = asyncio.create_task(shared.newest("b"))
        await asyncio.sleep(0.02)
        gone.cancel()
        return await stays

    assert asyncio.run(ask()) == 1
