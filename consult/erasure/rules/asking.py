"""Who may have what erased, and what stands in the way.

After Article 17 of Regulation (EU) 2016/679: paragraph 1 gives the right, and paragraph 3(b) and
(e) let an authority keep what a legal obligation or a legal claim needs.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

from consult.core.errors import DomainError, N_

LINK_HOURS: Final = 24
LINK_WITHIN: Final = timedelta(hours=LINK_HOURS)
FRESH: Final = timedelta(minutes=15)
SOURCE_MAX: Final = 300
BATCH: Final = 100


class Scope(StrEnum):
    """How much is erased."""

    ONE = "one"
    ALL = "all"


class AskedBy(StrEnum):
    """Whose wish it is: the author's own, an author's by letter, or a court's order."""

    AUTHOR = "author"
    REQUEST = "request"
    COURT = "court"


class RequestState(StrEnum):
    """Where a request stands."""

    RUNNING = "running"
    DONE = "done"


class ErasureHeld(DomainError):
    """A court has ordered that the text be kept, which Article 17(3) allows to follow."""

    code = "erasure_held"
    status = 409
    message = N_(
        "A court has ordered that this text be kept, so it cannot be erased now. The order is: "
        "%(source)s"
    )


class SourceMissing(DomainError):
    """Whoever acts for somebody else names the letter or the order that they act on."""

    code = "source_missing"
    field = "source"
    message = N_("Name the letter or the order that you act on, with its date.")


class SourceTooLong(DomainError):
    """The source is longer than `SOURCE_MAX` code points."""

    code = "source_too_long"
    field = "source"
    message = N_("This may have at most %(limit)s characters.")


class NumberUnknown(DomainError):
    """No submission of the review has this number."""

    code = "number_unknown"
    field = "number"
    message = N_("No submission of this review has the number %(number)s.")


class ErasedAlready(DomainError):
    """Nothing is left of the submission."""

    code = "erased_already"
    status = 410
    message = N_("This text has been erased already.")


class EraseLinkExpired(DomainError):
    """The link is older than `LINK_WITHIN`, or nothing is left behind it."""

    code = "erase_link_expired"
    status = 410
    message = N_(
        "This link is no longer good. Open your receipt and ask for a new one, if there is still "
        "something to erase."
    )


class SignInForCopy(DomainError):
    """What is held about somebody goes to whoever signed in within the last minutes."""

    code = "sign_in_for_copy"
    status = 403
    message = N_("Sign out and sign in again, then fetch the file within 15 minutes.")


class SignInAgain(DomainError):
    """What cannot be taken back needs a sign-in of the last minutes."""

    code = "sign_in_again"
    status = 403
    message = N_("Sign out and sign in again, then erase within 15 minutes: it cannot be undone.")
