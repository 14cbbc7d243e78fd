"""What a model answer asks of the team that writes it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.core.languages import choices
from moderation.rules.playbook import KNOWN, TITLE_MAX, Feedback

FEEDBACK_NAMES = {
    Feedback.CONSTRUCTIVE: _("Constructive feedback"),
    Feedback.POLITICAL: _("Political feedback"),
    Feedback.HARMFUL: _("Harmful feedback"),
    Feedback.OFF_TOPIC: _("Off-topic feedback"),
    Feedback.SPAM: _("Spam"),
}


class AnswerForm(forms.Form):
    """The next version of a model answer, in one language."""

    feedback = forms.ChoiceField(
        label=_("For which kind of feedback?"), choices=list(FEEDBACK_NAMES.items())
    )
    language = forms.ChoiceField(label=_("Language"), choices=choices)
    title = forms.CharField(label=_("Title"), max_length=TITLE_MAX)
    use_when = forms.CharField(
        label=_("When to use it"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    not_when = forms.CharField(
        label=_("When not"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    text = forms.CharField(
        label=_("The answer"), widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"})
    )
    withdrawn = forms.BooleanField(label=_("Offer this answer no longer"), required=False)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, initial: dict[str, Any], fixed: bool) -> None:
        super().__init__(data, initial=initial)
        self.fixed = fixed
        self.current_version = initial["seen_version"]
        if fixed:
            # The version that is changed says what it is for, and in which language it speaks.
            for name in ("feedback", "language"):
                del self.fields[name]
        self.fields["text"].help_text = _(
            "What is in braces is filled in, or completed by whoever sends the answer: %(known)s."
        ) % {"known": ", ".join(f"{{{name}}}" for name in KNOWN)}

    @property
    def unseen(self) -> dict[str, str]:
        """Return the hidden fields for the next sending."""
        return {"seen_version": str(self.current_version), "key": str(uuid4())}

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)
