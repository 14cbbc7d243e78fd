"""Gapless public numbers."""

from django.db import models


class Sequence(models.Model):
    """The last number given out under a name, for example `VNR26`."""

    name = models.CharField(max_length=40, unique=True)
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name} {self.last}"
