"""How long a guest has to confirm, and how many texts may wait."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from consult.core.errors import DomainError, N_

CONFIRM_HOURS: Final = 72
CONFIRM_WITHIN: Final = timedelta(hours=CONFIRM_HOURS)
MOST_WAITING: Final = 10


class LinkExpired(DomainError):
    """The confirmation link is older than `CONFIRM_WITHIN`; the text behind it is deleted."""

    code = "link_expired"
    status = 410
    message = N_(
        "This link has expired: it was good for %(hours)s hours. Your comment was not published "
        "and has been deleted. If the consultation is still open, please send it again."
    )


class LinkWrong(DomainError):
    """The link was not made by us, or was cut off on its way."""

    code = "link_wrong"
    status = 404
    message = N_(
        "This link is incomplete or was not made by us. Copy the whole address from the mail into "
        "your browser."
    )
