"""How long a guest has to confirm, and how many texts may wait."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from consult.core.errors import DomainError, N_

CONFIRM_HOURS: Final = 72
CONFIRM_WITHIN: Final = timedelta(hours=CONFIRM_HOURS)
MOST_WAITING: Final = 10

MOST_IN_FILE: Final = 200
"""Submissions of one file: each gets a number, a case and a receipt, in one transaction."""


class MarginEmpty(DomainError):
    """A file that was sent in has neither margin comments nor tracked changes."""

    code = "margin_empty"
    field = "file"
    message = N_(
        "This file has no margin comments and no tracked changes. Check that you chose the file "
        "with your comments, and send it again."
    )


class TooManyInFile(DomainError):
    """A file that was sent in has more in its margin than `MOST_IN_FILE`."""

    code = "too_many_in_file"
    field = "file"
    message = N_(
        "This file has %(count)s comments and changes, and one file may have at most %(limit)s. "
        "Split it into parts and send them one by one."
    )


class NothingChosen(DomainError):
    """Nothing of a file was chosen to be sent."""

    code = "nothing_chosen"
    field = "send"
    message = N_("Choose at least one comment to send.")


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
