"""A websocket client that speaks ASGI to the whole application, without a server between.

`channels.testing` would do, but its package imports daphne, which the project does without.
"""

from __future__ import annotations

import json
from typing import Any

from asgiref.testing import ApplicationCommunicator
from django.test import Client

from consult.config.asgi import application


class Line:
    """One websocket with the cookies of a client."""

    def __init__(self, path: str, client: Client, origin: str = "http://127.0.0.1") -> None:
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        self._asgi = ApplicationCommunicator(
            application,
            {
                "type": "websocket",
                "path": path.partition("?")[0],
                "query_string": path.partition("?")[2].encode(),
                "headers": [(b"cookie", cookies.encode()), (b"origin", origin.encode())],
                "subprotocols": [],
            },
        )

    async def connect(self) -> int | None:
        """Ask to connect; return None where that is accepted, else the code of the refusal."""
        await self._asgi.send_input({"type": "websocket.connect"})
        answer = await self._asgi.receive_output(5)
        return None if answer["type"] == "websocket.accept" else answer.get("code", 1000)

    async def receive(self) -> Any:
        """Return the next message as JSON, or the closing code as a whole number."""
        output = await self._asgi.receive_output(5)
        return json.loads(output["text"]) if output["type"] == "websocket.send" else output["code"]

    async def is_silent(self) -> bool:
        """Say whether nothing arrives for a third of a second."""
        silent: bool = await self._asgi.receive_nothing(0.3)
        return silent

    async def hang_up(self) -> None:
        """Leave, and wait until the application has noticed."""
        await self._asgi.send_input({"type": "websocket.disconnect", "code": 1000})
        await self._asgi.wait()
