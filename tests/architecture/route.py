"""What a row of the table of addresses says, and who visits them.

A row says how its address and its form are filled with words of the tests' world (`world` in
`conftest.py`), and the status for each visitor.
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
# A step of something not begun, or an act that asks for the password again, leads elsewhere.
ELSEWHERE = answers(302)
# The people of this world have no recovery codes: those who have signed in find no such page.
NO_CODES = answers(404, anonymous=302)
