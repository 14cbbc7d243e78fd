"""What is asked of the secretary about a vote in a live session, and about ties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.languages import shown
from consult.council.models import Seat, Sitting
from consult.council.rules.live import MINUTES_AT_LEAST, MINUTES_AT_MOST
from consult.council.rules.ruleset import PRESENCE, Session, TieThen

MINUTES_USUALLY = 5


def live_fields(sittings: Sequence[Sitting]) -> dict[str, forms.Field]:
    """Return the fields about a live session, and none where none is announced or running."""
    if not sittings:
        return {}
    written = ("", gettext("In no session"))
    return {
        "sitting": forms.ChoiceField(
            label=_("The vote is held in a live session"),
            required=False,
            choices=[written, *session_choices(sittings)],
            help_text=_(
                "Its chair opens the vote, and only the seats that are present then can vote. The "
                "times below then count for nothing; without a session, they alone count."
            ),
        ),
        "voting_minutes": forms.IntegerField(
            label=_("In a live session: minutes of voting"),
            required=False,
            initial=MINUTES_USUALLY,
            min_value=MINUTES_AT_LEAST,
            max_value=MINUTES_AT_MOST,
            help_text=_("From the moment when the chair opens it. The chair can extend it."),
        ),
    }


def session_choices(sittings: Sequence[Sitting]) -> list[tuple[str, str]]:
    """Return each session to choose from, with title and start, in the zone that is active."""
    return [(str(each.pk), _named(each)) for each in sittings]


# A choice holds no markup, so these keep a title apart whose script runs the other way (UAX #9).
_APART = "\u2068%s\u2069"


def _named(sitting: Sitting) -> str:
    title = _APART % sitting.title
    return gettext("%(title)s, %(start)s") % {"title": title, "start": _day(sitting)}


def _day(sitting: Sitting) -> str:
    start: datetime = timezone.localtime(sitting.starts_at)
    # Languages disagree on which number of a short date is the month.
    return date_format(start, "j M Y H:i")


def tie_field(seats: Sequence[Seat]) -> forms.ChoiceField:
    """Return the field about ties: the motion fails, or the seat of the chair decides."""
    return forms.ChoiceField(
        label=_("At a tie"),
        required=False,
        choices=[
            ("", gettext("The motion is not adopted")),
            *((seat.reference, _deciding(seat)) for seat in seats if seat.people.all()),
        ],
        help_text=_(
            "A seat can decide only by a rule that asks for more votes in favour than against."
        ),
    )


def _deciding(seat: Seat) -> str:
    return gettext("The vote of the chair’s seat decides: %(institution)s, place %(position)s") % {
        "institution": shown(seat.institution, "name"),
        "position": seat.position,
    }


def with_tie(rules: dict[str, Any], chair: str) -> dict[str, Any]:
    """Return the rules with the chair's seat deciding ties, where one is named."""
    return {**rules, "tie": {"then": str(TieThen.CHAIR), "chair": chair}} if chair else rules


def with_session(rules: dict[str, Any], sitting: Sitting | None) -> dict[str, Any]:
    """Return the rules for a live session, where one is chosen.

    In rules made for a session, the seats that are present make whatever quorum is chosen.
    """
    if rules.get("session") == Session.LIVE and rules.get("quorum") is not None:
        rules = {**rules, "quorum": {**rules["quorum"], "made_by": [PRESENCE]}}
    return {**rules, "session": str(Session.LIVE)} if sitting else rules


def live_arguments(data: Mapping[str, Any], sitting: Sitting | None) -> dict[str, Any]:
    """Return what concerns the session as keyword arguments of `put_motion`, none without one."""
    if sitting is None:
        return {}
    minutes = data.get("voting_minutes") or MINUTES_USUALLY
    return {
        "sitting": sitting,
        "voting_seconds": 60 * minutes,
        "opens_at": sitting.starts_at,
        "closes_at": sitting.starts_at,
    }
