"""Corrections of the texts of a motion, which leave the motion standing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from consult.council.models.motion import Motion
from consult.council.rules.wording import CorrectionKind
from consult.drafts.models import Rendering


class Correction(models.Model):
    """One text of a motion was corrected by a new version: from which hash, to which, and how."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(
        max_length=14, choices=[(kind.value, kind.value) for kind in CorrectionKind]
    )
    old = models.ForeignKey(Rendering, on_delete=models.PROTECT, related_name="+")
    new = models.ForeignKey(Rendering, on_delete=models.PROTECT, related_name="+")
    difference = models.TextField()
    difference_sha256 = models.CharField(max_length=64)
    mandate = models.ForeignKey(
        Motion, null=True, on_delete=models.PROTECT, related_name="corrections_under"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["motion", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "new"], name="correction_once"),
            models.CheckConstraint(
                condition=Q(kind=CorrectionKind.CORRIGENDUM, mandate__isnull=True)
                | Q(kind=CorrectionKind.TYPOGRAPHICAL, mandate__isnull=False),
                name="correction_typographical_has_mandate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.motion_id} {self.kind} {self.difference_sha256[:12]}"
