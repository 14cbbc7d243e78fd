"""What starts and ends with the server process: the live hub and the background worker."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker

from consult.config.soundness import refuse_unsound_start
from consult.core.duty import Duty
from consult.core.realtime import hub
from consult.portal.management.commands.sweep import sweep

SWEEP_EVERY = 60.0
ASK_EVERY = 1.0
LAST_TASK_MAY_TAKE = 10.0
# Looking for garbage after every 700 new objects, as Python does by itself, finds almost none in a
# request, and takes a tenth of the time in which five hundred followers come back.
LOOKS_FOR_GARBAGE = (20_000, 20, 50)

logger = logging.getLogger(__name__)


class Background:
    """The task worker and its sweeper, as threads of the server process.

    Of the processes that share a data directory on one machine, one works; another takes over
    within seconds when that one ends or dies.
    """

    def __init__(self) -> None:
        self._duty = Duty(Path(settings.DATA_DIR) / "background.lock")
        self._worker = Worker(
            queue_names=["*"],
            interval=0.5,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"in-process-{os.getpid()}-{uuid.uuid4().hex[:8]}",
            excluded_queue_names=[],
        )
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, name="tasks", daemon=True),
            threading.Thread(target=self._sweep, name="sweeper", daemon=True),
        ]

    def start(self) -> None:
        """Start both threads, which wait for their turn; they end with `stop` or the process."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Take no other task, wait a while for the one in hand, and let another process work."""
        self._stopping.set()
        self._worker.running = False
        for thread in self._threads:
            if thread.is_alive():
                thread.join(LAST_TASK_MAY_TAKE)
        self._duty.give_up()

    def _work(self) -> None:
        self._keep_on(self._worker.run, pause=1)

    def _sweep(self) -> None:
        self._keep_on(sweep, pause=SWEEP_EVERY)

    def _keep_on(self, work: Callable[[], object], *, pause: float) -> None:
        """Do the work again and again: a database that is away for a moment must not end it."""
        while not self._stopping.is_set():
            close_old_connections()
            ours = False
            try:
                ours = self._duty.taken()
                if ours:
                    work()
            except Exception:
                logger.exception("Background work broke off; it is tried again.")
            self._stopping.wait(pause if ours else ASK_EVERY)
        connections.close_all()


class Lifespan:
    """ASGI's lifespan protocol round the application.

    Guarantees that a server whose checks find an error, or whose channel layer does not answer,
    says why and does not start.
    """

    def __init__(self, application: Any, *, worker: bool) -> None:
        self.application = application
        self.background = Background() if worker else None

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            await self.application(scope, receive, send)
            return
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self._start(send)
            else:
                if self.background:
                    await asyncio.to_thread(self.background.stop)
                await hub.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _start(self, send: Any) -> None:
        try:
            # Checks may ask the database, which Django refuses to do in an event loop.
            await sync_to_async(refuse_unsound_start)()
            await hub.start()
        except Exception as error:
            # Whatever left here would tell the server that there is no lifespan, and it would
            # start all the same.
            logger.exception("The server does not start.")
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        if self.background:
            self.background.start()
        # What has been loaded by now stays, so Python need not look through all of it for garbage
        # again and again, for a tenth of a second each time.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*LOOKS_FOR_GARBAGE)
        await send({"type": "lifespan.startup.complete"})
