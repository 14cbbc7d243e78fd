"""Permission inside the action: who is refused, and with which error."""

from __future__ import annotations

from typing import Any

from consult.accounts.rules.roles import roles_for
from consult.accounts.selectors import granted_roles
from consult.core.errors import NotPermitted, NotThere, SecondFactorMissing
from consult.reviews.models import Review


def require(actor: Any, permission: str, review: Review) -> None:
    """Raise unless `actor` may do this in the review.

    `SecondFactorMissing` tells somebody who holds the right role what is still to be done;
    everybody else gets `NotPermitted`.
    """
    if actor.has_perm(permission, review):
        return
    if actor.is_authenticated and roles_for(permission) & granted_roles(actor, review):
        raise SecondFactorMissing()
    raise NotPermitted()


def require_to_see(actor: Any, permission: str, review: Review) -> None:
    """Raise `NotThere` unless `actor` may see this, so that an address gives nothing away.

    Somebody who holds the role but no second factor is told so with `SecondFactorMissing`.
    """
    try:
        require(actor, permission, review)
    except NotPermitted:
        raise NotThere() from None
