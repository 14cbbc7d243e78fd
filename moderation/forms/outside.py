"""What is asked of who names an adjudicator, and of the adjudicator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.core.languages import name_of, shown
from moderation.models import Rule
from moderation.rules.judging import ReasonMissing
from moderation.rules.outside import (
    NAME_MAX,
    AnswerVerdictMissing,
    OutsideAddressWrong,
    OutsideNameMissing,
)


class OutsideForm(forms.Form):
    """Name, address and language of somebody outside the team."""

    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_MAX,
        error_messages={"required": _(OutsideNameMissing.message)},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    email = forms.EmailField(
        label=_("Mail address"),
        error_messages={
            "required": _(OutsideAddressWrong.message),
            "invalid": _(OutsideAddressWrong.message),
        },
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["language"] = forms.ChoiceField(
            label=gettext("Language of the mail"),
            choices=[(code, name_of(code)) for code, _name in settings.LANGUAGES],
        )

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)


class AdjudicationForm(forms.Form):
    """The answer to an appeal: does the decision stand, and why."""

    verdict = forms.ChoiceField(
        label=_("Does the decision stand?"),
        widget=forms.RadioSelect,
        error_messages={"required": _(AnswerVerdictMissing.message)},
    )
    explanation = forms.CharField(
        label=_("Your answer, with its reasons"),
        help_text=_("Whoever appealed reads it. Say what you looked at and why you decide so."),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={"required": _(ReasonMissing.message)},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, published: bool, rules: Sequence[Rule]) -> None:
        super().__init__(data, initial={"key": uuid4()})
        choice: Any = self.fields["verdict"]
        choice.choices = [
            (
                "uphold",
                gettext("Uphold: it stays published")
                if published
                else gettext("Uphold: it stays unpublished"),
            ),
            (
                "overturn",
                gettext("Overturn: take it down") if published else gettext("Overturn: publish it"),
            ),
        ]
        if published:
            self.fields["rule"] = forms.ChoiceField(
                label=gettext("If you overturn: which rule does the text break?"),
                choices=[
                    ("", "—"),
                    *((rule.code, f"{rule.code} {shown(rule, 'title')}") for rule in rules),
                ],
                required=False,
            )
            self.order_fields(["verdict", "rule", "explanation"])

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)
