"""Every address of the installation, and what it answers to whom.

A row says how its address is filled from the world of the tests (`world` in `conftest.py`), what
is sent, and the status for each visitor: the first number for everybody whom no exception names.
A row is written by somebody who decided who may come in: it is not copied from a run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from consult.accounts.rules.roles import Role

ANONYMOUS = "anonymous"
# Holds every role, in another review.
OTHER_STAFF = "other_staff"
ROLES = tuple(str(role) for role in Role)
VISITORS = (ANONYMOUS, OTHER_STAFF, *ROLES)


@dataclass(frozen=True)
class Route:
    """One address: how it is filled, what is sent, and the status for each visitor."""

    expected: Mapping[str, int]
    filled: Mapping[str, str] = field(default_factory=dict)
    method: str = "get"
    sent: Mapping[str, str] = field(default_factory=dict)


def answers(status: int, **exceptions: int) -> dict[str, int]:
    """Return the status for each visitor: `status`, but for those named."""
    unknown = exceptions.keys() - set(VISITORS)
    if unknown:
        raise ValueError(f"No such visitors: {sorted(unknown)}")
    return {visitor: exceptions.get(visitor, status) for visitor in VISITORS}


def only(*visitors: Role | str, status: int = 200, others: int = 404) -> dict[str, int]:
    """Return `status` for these visitors and `others` for everybody else."""
    return answers(others, **{str(visitor): status for visitor in visitors})


EVERYBODY = answers(200)
# allauth sends visitors to the sign-in page, and those who have signed in away from it.
SIGNED_IN = answers(200, anonymous=302)
SIGNED_OUT = answers(302, anonymous=200)
ELSEWHERE = answers(302)

LIBRARY_ROUTES: dict[str, Route] = {
    "set_language": Route(ELSEWHERE, method="post", sent={"language": "fr"}),
    "account_login": Route(SIGNED_OUT),
    "account_logout": Route(SIGNED_IN),
    "account_inactive": Route(EVERYBODY),
    "account_signup": Route(SIGNED_OUT),
    "account_reauthenticate": Route(SIGNED_IN),
    "account_email": Route(SIGNED_IN),
}

ROUTES: dict[str, Route] = {
    **LIBRARY_ROUTES,
}
