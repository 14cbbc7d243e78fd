"""What starts and ends with the server process: the live hub and the background worker."""

from __future__ import annotations

import threading
import time
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from consult.config.soundness import refuse_unsound_start
from consult.core.mail import resend_waiting
from consult.core.realtime import hub
from consult.core.tasks import release_abandoned

SWEEP_EVERY = 60.0


class Background:
    """The task worker and its sweeper, as threads of the server process.

    The worker shares the process so that what it pushes reaches the in-memory channel layer.
    """

    def __init__(self) -> None:
        self._worker = Worker(
            queue_names=["*"],
            interval=0.5,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"in-process-{threading.get_native_id()}",
            excluded_queue_names=[],
        )
        self._stopping = threading.Event()

    def start(self) -> None:
        """Start both threads; they end with the process or with `stop`."""
        threading.Thread(target=self._work, name="tasks", daemon=True).start()
        threading.Thread(target=self._sweep, name="sweeper", daemon=True).start()

    def stop(self) -> None:
        """Let the worker finish the task in hand and take no other."""
        self._stopping.set()
        self._worker.running = False

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                self._worker.run()
            except Exception:
                # A database that is away for a moment must not end the worker for good.
                time.sleep(1)

    def _sweep(self) -> None:
        while not self._stopping.wait(SWEEP_EVERY):
            close_old_connections()
            release_abandoned()
            resend_waiting()
            close_old_connections()


class Lifespan:
    """ASGI's lifespan protocol round the application."""

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
                    self.background.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _start(self, send: Any) -> None:
        try:
            refuse_unsound_start()
        except ImproperlyConfigured as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await hub.start()
        if self.background:
            self.background.start()
        await send({"type": "lifespan.startup.complete"})
