"""Reasons that their casters want everybody to read."""

from __future__ import annotations

from django.db import models

from consult.council.models.ballot import Ballot


class PublishedReason(models.Model):
    """The wish that a ballot's reason is published with the decision, if the ballot counts."""

    ballot = models.OneToOneField(
        Ballot, on_delete=models.PROTECT, primary_key=True, related_name="published"
    )

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.ballot_id)
