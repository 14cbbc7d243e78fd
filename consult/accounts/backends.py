"""Answers `person.has_perm("room.act", review)` from the one table of roles."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend

from consult.accounts.rules.roles import roles_for
from consult.accounts.selectors import acting_roles
from consult.reviews.models import Review


class ReviewRolesBackend(BaseBackend):
    """Permissions by the roles granted in one review, effective with a second factor only."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Say whether one of the person's acting roles in the review allows `perm`."""
        if not isinstance(obj, Review) or not user_obj.is_authenticated or not user_obj.is_active:
            return False
        return not roles_for(perm).isdisjoint(acting_roles(user_obj, obj))
