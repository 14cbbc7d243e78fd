"""Model answers that a review's team has written, and which one a decision began with."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from consult.reviews.models import Review
from moderation.models.decision import Decision
from moderation.rules.playbook import Feedback


class ModelAnswer(models.Model):
    """One version of an answer in one language; the highest of a name and language is offered.

    A `name` that the installation ships is replaced by the team's own versions, which count on
    from the shipped one. One that is `withdrawn` is offered no longer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="model_answers")
    name = models.SlugField(max_length=40)
    language = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField()
    feedback = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Feedback])
    title = models.CharField(max_length=120)
    use_when = models.TextField()
    not_when = models.TextField()
    text = models.TextField()
    withdrawn = models.BooleanField(default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["review", "name", "language", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "name", "language", "version"], name="model_answer_version_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="model_answer_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.language} {self.version}"

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this version."""
        return f"answer:{self.pk}"


class AnswerUse(models.Model):
    """The model answer that a decision's explanation was begun with; the decision holds the text.

    `own` is the team's version; without one it is the version that the installation shipped.
    """

    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, primary_key=True, related_name="begun_with"
    )
    own = models.ForeignKey(ModelAnswer, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.SlugField(max_length=40)
    language = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name} {self.language} {self.version}"
