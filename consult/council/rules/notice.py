"""How much time the council gets: from the notice to the opening, and from there to the close."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from consult.council.rules.conduct import Conduct
from consult.council.rules.sentence import duration_words
from consult.council.rules.time_errors import (
    ClosesTooEarly,
    OpensTooEarly,
)

# What is proposed must still be long enough when the form comes back a few minutes later.
_ROUND = timedelta(minutes=15)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def require_time(
    conduct: Conduct, noticed_at: datetime, opens_at: datetime, closes_at: datetime
) -> None:
    """Refuse an opening or a deadline that gives less time than the rules ask.

    Raises OpensTooEarly and ClosesTooEarly, each with an instant that would do.
    """
    notice = timedelta(microseconds=conduct.minimum_notice)
    if opens_at - noticed_at < notice:
        raise OpensTooEarly(
            minimum=duration_words(conduct.minimum_notice), earliest=_rounded(noticed_at + notice)
        )
    voting = timedelta(microseconds=conduct.minimum_open)
    if closes_at - opens_at < voting:
        raise ClosesTooEarly(
            minimum=duration_words(conduct.minimum_open), earliest=_rounded(opens_at + voting)
        )


def _rounded(moment: datetime) -> datetime:
    """Return the end of the next whole quarter of an hour."""
    return moment + 2 * _ROUND - (moment - _EPOCH) % _ROUND
