"""The append-only log of a review, its entries, and the openings of what they commit to."""

from django.db import models
from django.db.models import Q


class Log(models.Model):
    """One Merkle log. Its row orders the entries: whoever appends holds its lock."""

    origin = models.CharField(max_length=200, unique=True)
    size = models.PositiveBigIntegerField(default=0)
    frontier = models.BinaryField(default=b"")
    head = models.TextField(
        blank=True, help_text="The signed checkpoint over all entries (C2SP tlog-checkpoint)."
    )

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.origin


class Entry(models.Model):
    """One leaf, as canonical JSON, and the hashes of every subtree that it completes."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="entries")
    index = models.PositiveBigIntegerField()
    event = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    leaf = models.BinaryField()
    nodes = models.BinaryField()
    recorded_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["log", "index"], name="entry_has_one_place"),
        ]
        indexes = [models.Index(fields=["log", "subject"], name="entry_by_subject")]

    def __str__(self) -> str:
        return f"{self.log_id}/{self.index} {self.event}"


class Opening(models.Model):
    """Salt and value behind one committed field. To delete it erases them; proofs still verify."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="openings")
    field = models.CharField(max_length=40)
    salt = models.BinaryField()
    value = models.JSONField()
    public = models.BooleanField(
        default=False, help_text="Whether the bundle shows this field to everybody."
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["entry", "field"], name="opening_once_per_field"),
            models.CheckConstraint(condition=~Q(field=""), name="opening_names_its_field"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.field}"
