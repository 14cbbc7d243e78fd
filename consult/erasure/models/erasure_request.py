"""Somebody's wish that what they sent be erased, and how far it is."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from consult.erasure.rules.asking import AskedBy, RequestState, Scope


def new_token() -> str:
    """Return what the address of a request's page bears, and nothing else opens it."""
    return secrets.token_urlsafe(32)


class ErasureRequest(models.Model):
    """One wish: for one submission, or for everything that a person sent.

    `person_key` and `addresses` say whose; once it is done no address is left. `source` names the
    letter or the order that somebody else acts on, and `asked_by` who typed it. `done` of `total`
    submissions are erased, and `held` could not be, because a court keeps them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.CharField(max_length=64, unique=True, default=new_token)
    scope = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Scope])
    source_kind = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in AskedBy]
    )
    source = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person_key = models.UUIDField(null=True)
    addresses = models.JSONField(default=list)
    closes_account = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10,
        choices=[(one.value, one.value) for one in RequestState],
        default=RequestState.RUNNING,
    )
    done = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    account_stays = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source_kind="author", source="")
                | ~Q(source_kind="author") & ~Q(source=""),
                name="erasure_for_another_names_its_source",
            ),
            models.CheckConstraint(
                condition=Q(state="running", finished_at__isnull=True)
                | Q(state="done", finished_at__isnull=False, addresses=[]),
                name="finished_erasure_keeps_no_address",
            ),
            models.UniqueConstraint(
                fields=["person_key"],
                condition=Q(state="running", person_key__isnull=False),
                name="one_erasure_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.state}"
