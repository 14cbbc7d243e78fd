"""Who is signed in, and `person.has_perm("room.act", review)` from the one table of roles."""

from __future__ import annotations

from typing import Any

from allauth.account import auth_backends
from django.contrib.auth.backends import BaseBackend
from django.db.models import UUIDField

from consult.accounts.models import User
from consult.accounts.rules.roles import roles_for
from consult.accounts.selectors import acting_roles
from consult.core.prepared import Given, Prepared
from consult.reviews.models import Review

_BY_KEY = Prepared(lambda: User.objects.filter(pk=Given("key", UUIDField())))


class AuthenticationBackend(auth_backends.AuthenticationBackend):
    """Signs in with an address; every page of somebody who is signed in reads the person."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the person, or None where there is none who may sign in."""
        for person in _BY_KEY(key=user_id):
            return person if self.user_can_authenticate(person) else None
        return None


class ReviewRolesBackend(BaseBackend):
    """Permissions by the roles granted in one review, effective with a second factor only."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Say whether one of the person's acting roles in the review allows `perm`."""
        if not isinstance(obj, Review) or not user_obj.is_authenticated or not user_obj.is_active:
            return False
        return not roles_for(perm).isdisjoint(acting_roles(user_obj, obj))
