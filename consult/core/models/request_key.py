"""Idempotency keys: which request has already made what."""

from django.db import models

# In characters.
SCOPE_LENGTH = 40


class RequestKey(models.Model):
    """A client's key for one request, what the request said, and what it made."""

    scope = models.CharField(max_length=SCOPE_LENGTH)
    key = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    result = models.CharField(max_length=64)
    used_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["scope", "key"], name="request_key_used_once"),
        ]
        indexes = [models.Index(fields=["result"], name="request_by_result")]

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"
