"""A role is granted to a person in one review."""

from __future__ import annotations

from typing import Any

from consult.accounts.models import Grant, User
from consult.accounts.permissions import require
from consult.accounts.rules.roles import Role
from consult.core.journal import record
from consult.core.transactions import command, step
from consult.reviews.models import Review


@step
def grant_role_step(*, actor: Any, review: Review, user: User, role: Role) -> Grant:
    """Grant a role; granting it again changes nothing and is not journalled twice.

    Administrators of the review may, and the installation's administrator, who counts as one.
    """
    require(actor, "accounts.grant_role", review)
    grant, new = Grant.objects.get_or_create(
        user=user, review=review, role=role, defaults={"granted_by": actor}
    )
    user.__dict__.pop("_granted_roles", None)
    if new:
        record(
            review.log_id,
            "role.granted.v1",
            actor=actor.reference,
            subject=user.reference,
            data={"role": str(role), "person": user.reference},
        )
    return grant


@command
def grant_role(**arguments: Any) -> Grant:
    """Grant a role in a review: see `grant_role_step`."""
    return grant_role_step(**arguments)
