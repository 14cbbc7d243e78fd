"""A council that votes, for a measurement: its seats, its observers, and sessions of both."""

from __future__ import annotations

import secrets
import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from benchmarks.ground import open_consultation

TEXT = "# Highlights\n\nSeven councils met.\n\nThe minutes of five are public.\n"
CHOICES = ("approve", "reject", "abstain")


@dataclass(frozen=True)
class Voter:
    """A seat and the session of its member."""

    seat: str
    session: str


@dataclass(frozen=True)
class Stage:
    """An open motion, with everybody who votes on it or watches."""

    motion: str
    number: str
    voters: list[Voter]
    watchers: list[str]


def set_stage(seats: int, observers: int) -> Stage:
    """Make the council, let everybody sign in, and put a motion that stays open for an hour."""
    from django.utils.timezone import now

    from consult.accounts.rules.roles import Role
    from consult.council.actions import put_motion
    from consult.council.rules.presets import PRESETS

    review, editor = open_consultation()
    secretary = _person(editor, review, Role.COUNCIL_SECRETARY, "secretary")
    version = _publish(review, editor)
    voters = [_seat(editor, secretary, review, place) for place in range(seats)]
    watchers = [
        _session(_person(editor, review, Role.OBSERVER, f"observer-{number}"))
        for number in range(observers)
    ]
    motion = put_motion(
        actor=secretary,
        review=review,
        title={"en": "Adopt the highlights"},
        explanation={},
        versions=[version],
        authentic_language="en",
        rules={**PRESETS["simple_majority"].data, "revote": True},
        opens_at=None,
        closes_at=now() + timedelta(hours=1),
        key=uuid.uuid4(),
    )
    return Stage(str(motion.pk), motion.number, voters, watchers)


def _publish(review: Any, editor: Any) -> Any:
    from consult.drafts.actions import add_chapter, import_markdown
    from consult.portal.actions import publish_version

    chapter = add_chapter(
        actor=editor,
        review=review,
        slug="highlights",
        position=1,
        title={"en": "Highlights"},
        source_language="en",
    )
    import_markdown(actor=editor, chapter=chapter, language="en", text=TEXT)
    return publish_version(actor=editor, chapter=chapter)


def _seat(editor: Any, secretary: Any, review: Any, place: int) -> Voter:
    from consult.accounts.rules.roles import Role
    from consult.council.actions import add_institution, set_seat

    member = _person(editor, review, Role.COUNCIL_MEMBER, f"member-{place}")
    institution = add_institution(
        actor=secretary,
        review=review,
        slug=f"institution-{place}",
        name={"en": f"Institution {place}"},
    )
    seat = set_seat(
        actor=secretary,
        review=review,
        institution=institution,
        position=place,
        weight=1,
        people=[member],
    )
    return Voter(str(seat.pk), _session(member))


def _person(editor: Any, review: Any, role: Any, name: str) -> Any:
    """Register somebody with a role and, where the role asks for it, a second factor."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from consult.accounts.actions import grant_role
    from consult.accounts.models import User
    from consult.accounts.rules.roles import NEEDS_SECOND_FACTOR

    person = User.objects.create_user(f"{name}@consult.example", name=name)
    if role in NEEDS_SECOND_FACTOR:
        TOTP.activate(person, generate_totp_secret())
    grant_role(actor=editor, review=review, user=person, role=role)
    return person


def _session(person: Any) -> str:
    """Return the key of a session as signing in with a second factor leaves it."""
    from allauth.account.internal.flows.login import record_authentication
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "consult.accounts.backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    request = HttpRequest()
    request.session = session
    record_authentication(request, person, "mfa", type="totp", id=secrets.token_hex(4))
    session.create()
    return str(session.session_key)


def ballots_of(motion: str) -> list[tuple[int, str, str]]:
    """Return place, seat and choice of each ballot that is kept, in their order."""
    from consult.council.models import Ballot

    found = Ballot.objects.filter(motion_id=motion).order_by("sequence")
    return [
        (place, str(seat), choice)
        for place, seat, choice in found.values_list("sequence", "entry__seat", "choice")
    ]


def tell_everybody() -> None:
    """Send every mail that waits, and the weekly heads: before a vote they have long left."""
    from django.core.management import call_command

    from consult.portal.management.commands.sweep import sweep

    sweep()
    call_command("db_worker", batch=True, queue_name="*", startup_delay=False, verbosity=0)


def ledger_faults(motion: str) -> int:
    """Return how many ballots the ledger lacks, holds twice, or holds otherwise than kept."""
    from consult.core.models import Opening
    from consult.council.models import Ballot

    kept = Counter(
        (each.reference, each.choice) for each in Ballot.objects.filter(motion_id=motion)
    )
    entered = Counter(
        Opening.objects.filter(entry__event="ballot.cast.v1", field="choice").values_list(
            "entry__subject", "value"
        )
    )
    return ((kept - entered) + (entered - kept)).total()
