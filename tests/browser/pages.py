"""Every distinct page: who may see it, its address, and what to do there to see it.

A page in another state (empty, refused, decided) has a row of its own, since it holds other
elements. `tests/architecture/routes.py` says who may come in; this table says what is looked at.
"""

from __future__ import annotations

from tests.browser.pages_account import ACCOUNT, ENTRANCE
from tests.browser.pages_council import COUNCIL_PAGES
from tests.browser.pages_editing import EDITING
from tests.browser.pages_public import COMMENTING, PUBLIC
from tests.browser.pages_staff import ANSWERING, ERASING, MODERATION
from tests.browser.shown import Shown

__all__ = ["NO_PAGES", "PAGES", "Shown"]

PAGES = (
    *PUBLIC,
    *COMMENTING,
    *MODERATION,
    *ERASING,
    *ANSWERING,
    *EDITING,
    *COUNCIL_PAGES,
    *ENTRANCE,
    *ACCOUNT,
)

# These answer GET, but never with a page: a download is judged where it is made.
NO_PAGES = frozenset(
    {
        "reporting:bundle",
        "reporting:transparency-counts",
        "reporting:transparency-list",
        "reporting:transparency-package",
        "council:download",
        "council:letter",
        "reporting:word",
        "reporting:html",
        "reporting:decision",
        "reporting:decisions",
        "reporting:rolled-up",
        "reporting:minutes",
        "reporting:minutes-of-one",
        # While it is being made it shows the page that every copy shows, which has rows.
        "reporting:certificate",
        "erasure:copy",
        "receipts:receipt-proof",
        "pictures:picture",
        "portal:comment",
        "council:scan",
        "council:state",
        "mfa_download_recovery_codes",
        "mfa_login_webauthn",
    }
)
