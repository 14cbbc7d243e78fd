"""Sessions in the database, as Django keeps them, read by a query that is written once."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils.timezone import now

from consult.core.prepared import Given, Prepared

_VALID = Prepared(
    lambda: Session.objects.filter(
        session_key=Given("key", CharField()), expire_date__gt=Given("now", DateTimeField())
    )
)


class SessionStore(db.SessionStore):
    """Django's sessions; every page of somebody who is signed in reads one."""

    def _get_session_from_db(self) -> Session | None:
        for session in _VALID(key=self.session_key, now=now()):
            return session
        self._session_key = None
        return None
