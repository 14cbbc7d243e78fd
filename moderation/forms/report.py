"""What a report of a published text asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.core.languages import shown
from moderation.models import Rule
from moderation.rules.reporting import SAFETY, ReportAddressWrong, ReportRuleMissing


class ReportForm(forms.Form):
    """What a published text is reported for, and where a guest wants the answer."""

    explanation = forms.CharField(
        label=_("Which words, and why?"),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        required=False,
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only for the answer. It is shown to nobody."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        required=False,
        error_messages={"invalid": _(ReportAddressWrong.message)},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, rules: Sequence[Rule], guest: bool) -> None:
        super().__init__(data, initial={"key": uuid4()})
        self.fields["rule"] = forms.ChoiceField(
            label=_("What is wrong with the text?"),
            choices=[
                *((rule.code, f"{rule.code} {shown(rule, 'title')}") for rule in rules),
                (SAFETY, gettext("Somebody is at risk because of this text")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": gettext(ReportRuleMissing.message)},
        )
        if not guest:
            del self.fields["email"]
        self.order_fields(["rule", "explanation", "email"])

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)
