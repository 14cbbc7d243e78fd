"""People with an account."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.timezone import now

from consult.accounts.models.organisation import Organisation


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create a person known by their e-mail address, which is kept in lower case."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create an administrator of the installation."""
        return self.create_user(email, password, is_superuser=True, is_staff=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. The ledger knows them by `reference` only, which says nothing about them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, help_text="The name shown beside what they say.")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    language = models.CharField(max_length=12, default="en")
    timezone = models.CharField(max_length=60, blank=True)
    reads = models.JSONField(
        null=True, help_text="Codes of the languages that they read; none said means no list."
    )
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this person."""
        return f"person:{self.pk}"

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Say whether one of the person's acting roles in a review, `obj`, allows this.

        Django would let an installation's administrator do everything everywhere; here they are
        an administrator of every review, no moderator or member of a council, and need their
        second factor like any other.
        """
        if obj is None:
            return super().has_perm(perm)
        return any(backend.has_perm(self, perm, obj) for backend in get_backends())

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
