"""A websocket on which a page follows one thing: what stands now, and again at every change."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any, ClassVar
from weakref import WeakValueDictionary

from channels.auth import get_user
from channels.db import database_sync_to_async
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils.crypto import constant_time_compare
from django.utils.timezone import now

from consult.core.audience import FAILED, NOT_ALLOWED, Audience, Send
from consult.core.errors import DomainError, NotThere
from consult.core.realtime import hub

Receive = Callable[[], Awaitable[dict[str, Any]]]

logger = logging.getLogger(__name__)


async def until_hung_up(receive: Receive) -> None:
    """Wait for the end of a socket: pages say nothing, and what anybody says is not heard."""
    while (await receive())["type"] != "websocket.disconnect":
        pass


class FollowingConsumer(ABC):
    """Sends what can be seen of a thing on connecting and at every hint that it changed.

    A room's consumer says which thing by `kind`, which names its group and the part of the
    address that holds its id, and looks at it in `look`. Whoever may not see it is refused, also
    when the permission ends while the socket is open: `look` is asked each time, for a person
    read anew. A look that fails ends the socket, and the page comes again.

    It speaks ASGI itself: a consumer of channels opens a channel of its own for every socket, and
    goes to a thread and back for every message, which takes longer than all the rest when
    hundreds come back at once.
    """

    kind: str

    def __init__(self, scope: dict[str, Any]) -> None:
        self.scope = scope
        self.subject_id = scope["url_route"]["kwargs"][self.kind]

    @abstractmethod
    def look(self, person: Any, subject_id: Any) -> dict[str, Any]:
        """Return what `person` may see of the thing as JSON; raises a `DomainError` otherwise."""

    @classmethod
    def as_asgi(cls) -> Any:
        """Return the application that serves one socket after the other.

        Django's types know an address of pages only, so the type of this one is left open.
        """

        async def application(scope: Any, receive: Receive, send: Send) -> None:
            await cls(scope).serve(receive, send)

        return application

    async def serve(self, receive: Receive, send: Send) -> None:
        """Follow the thing named in the address until the socket ends, or refuse the handshake."""
        await receive()
        # Listening begins before the first look, so that no change falls between them.
        async with hub.listen(f"{self.kind}:{self.subject_id}") as changes:
            try:
                first = await self._seen()
            except DomainError:
                await send({"type": "websocket.close", "code": NOT_ALLOWED})
                return
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.send", "text": first})
            following = asyncio.create_task(self._follow(changes, send))
            try:
                await until_hung_up(receive)
            finally:
                following.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await following

    async def _follow(self, changes: asyncio.Queue[Any], send: Send) -> None:
        while True:
            await changes.get()
            # One look answers all the hints that have piled up meanwhile.
            while not changes.empty():
                changes.get_nowait()
            try:
                seen = await self._seen()
            except DomainError:
                await send({"type": "websocket.close", "code": NOT_ALLOWED})
                return
            except Exception:
                logger.exception("A followed thing could not be looked at.")
                await send({"type": "websocket.close", "code": FAILED})
                return
            try:
                await send({"type": "websocket.send", "text": seen})
            except OSError:
                # The line has broken; the server says so to `serve` in its own time.
                return

    async def _seen(self) -> str:
        person = await get_user(self.scope)
        return json.dumps(await database_sync_to_async(self.look)(person, self.subject_id))


@lru_cache(maxsize=2048)
def _claim_in(session_data: str) -> tuple[str, str]:
    """Return whose session this is, and the hash that must still be that person's."""
    session = SessionStore().decode(session_data)
    return session.get(SESSION_KEY, ""), session.get(HASH_SESSION_KEY, "")


@lru_cache(maxsize=2048)
def _hash_of(password: str) -> str:
    """Return the hash that sessions of somebody with this (hashed) password must carry."""
    return str(get_user_model()(password=password).get_session_auth_hash())


class ManyFollowingConsumer(FollowingConsumer):
    """Follows a thing that hundreds follow at once and that looks the same to all of them.

    One look answers every socket of the process that waits: a room's consumer looks at the thing
    in `look_for_all` and says who may see it, for people read anew each time. Between two looks
    lie `APART` seconds at least, so a change shows after no more than that and the look itself.
    """

    APART = 0.15
    _audiences: ClassVar[WeakValueDictionary[Any, Audience]] = WeakValueDictionary()

    @abstractmethod
    def look_for_all(
        self, people: list[Any], subject_id: Any
    ) -> tuple[dict[str, Any], frozenset[Any]]:
        """Return what can be seen of the thing as JSON, and the keys of those who may see it.

        Raises a `DomainError` where there is nothing that anybody could see.
        """

    def look(self, person: Any, subject_id: Any) -> dict[str, Any]:
        """Return what one person may see."""
        seen, allowed = self.look_for_all([person], subject_id)
        if person.pk not in allowed:
            raise NotThere()
        return seen

    async def serve(self, receive: Receive, send: Send) -> None:
        """Join those who follow the same thing until the socket ends, or refuse the handshake."""
        await receive()
        key = self.scope["session"].session_key or ""
        async with self._audience().joined(key, send) as follower:
            try:
                first = await follower.admitted
            except DomainError:
                await send({"type": "websocket.close", "code": NOT_ALLOWED})
                return
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.send", "text": first})
            follower.open()
            await until_hung_up(receive)

    def _audience(self) -> Audience:
        # A look belongs to the loop that runs it, and tests have one loop after the other.
        name = (id(asyncio.get_running_loop()), self.kind, self.subject_id)
        found = self._audiences.get(name) or Audience(
            f"{self.kind}:{self.subject_id}",
            lambda keys: database_sync_to_async(self._look)(keys, self.subject_id),
            apart=self.APART,
        )
        self._audiences[name] = found
        return found

    def _look(self, keys: set[str], subject_id: Any) -> tuple[str, frozenset[str]]:
        """Return the JSON text for all, and the keys of the sessions that may have it."""
        found = Session.objects.filter(session_key__in=keys, expire_date__gt=now())
        claims = {key: _claim_in(data) for key, data in found.values_list("pk", "session_data")}
        named = {person for person, _hash in claims.values() if person}
        found_people = get_user_model()._default_manager.filter(pk__in=named)
        # Rows and not instances, of which each would take as long to make as all the rest of it.
        rows = found_people.values_list("pk", "password", "is_active", "is_superuser", named=True)
        people = {str(person.pk): person for person in rows}
        readers = {
            key: people[person]
            for key, (person, session_hash) in claims.items()
            if person in people
            and constant_time_compare(session_hash, _hash_of(people[person].password))
        }
        seen, allowed = self.look_for_all(list(readers.values()), subject_id)
        return (
            json.dumps(seen),
            frozenset(key for key, person in readers.items() if person.pk in allowed),
        )
