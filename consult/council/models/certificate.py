"""The certificate of a decision: what was certified, kept as it was on that day."""

from __future__ import annotations

from django.db import models

from consult.council.models.motion import Motion


class Certificate(models.Model):
    """The record of a certified motion and its proofs under the head of that moment.

    `record` is what the ledger's `motion.certified` entry names by `record_sha256`; `ledger` holds
    the signed head and the inclusion proofs. Neither ever changes. A rehearsal has none.
    """

    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="certificate")
    record = models.JSONField()
    record_sha256 = models.CharField(max_length=64)
    ledger = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.motion_id} {self.record_sha256[:12]}"
