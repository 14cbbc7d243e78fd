"""Following a publication over a websocket: the whole application, the real hub and layer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.test import Client

from consult.drafts.actions import import_markdown
from consult.drafts.models import Chapter
from consult.portal import tasks
from consult.portal.actions import ask_to_publish
from tests.comments.scene import CHANGED
from tests.council.line import Line

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_editor_follows_it_to_its_end_and_nobody_else_may(
    chapter: Chapter, editor: Any, participant: Any, signed_in: Callable[[Any], Client]
) -> None:
    import_markdown(actor=editor, chapter=chapter, language="en", text=CHANGED)
    publication = ask_to_publish(actor=editor, chapter=chapter)
    address = f"/ws/publications/{publication.pk}/"
    clients = signed_in(editor), signed_in(participant)

    async def follow() -> tuple[Any, list[dict[str, Any]]]:
        line, refused = (Line(address, client) for client in clients)
        refusal = await refused.connect()
        assert await line.connect() is None
        received = [await line.receive()]
        await database_sync_to_async(tasks.publish.func)(str(publication.pk))
        while received[-1]["state"] != "published":
            received.append(await line.receive())
        await line.hang_up()
        return refusal, received

    refusal, received = asyncio.run(follow())
    assert refusal is not None
    assert received[0] == {"state": "waiting", "done": 0, "total": 3}
    assert received[-1] == {"state": "published", "done": 3, "total": 3}
