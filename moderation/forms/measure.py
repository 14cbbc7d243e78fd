"""What a measure against an account asks of moderators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.core.languages import shown
from moderation.models import Decision, Rule
from moderation.rules.measures import (
    LONGEST_DAYS,
    MOST_HOURS,
    Kind,
    MeasureGroundMissing,
    MeasureHoursWrong,
    MeasureKindMissing,
    MeasureLengthWrong,
    MeasureReasonMissing,
    MeasureRuleMissing,
    Wanted,
)
from moderation.rules.outside import AnswerVerdictMissing

KIND_NAMES = {
    Kind.WARNING: _("Warning: nothing is barred, and the next measure may follow"),
    Kind.SLOWER: _("Slower posting: one text in some hours"),
    Kind.SUSPENSION: _("Suspension: no texts in this review; reading stays possible"),
}


class _Reasoned(forms.Form):
    """A reason in own words, and a key that makes one act of two clicks."""

    explanation = forms.CharField(
        label=_("Why? The person reads this."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _(MeasureReasonMissing.message)},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, ids: str = "id_%s") -> None:
        super().__init__(data, initial={"key": uuid4()}, auto_id=ids)

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)


class MeasureForm(_Reasoned):
    """What is done, for how long, under which rule, and on which refusals it rests."""

    days = forms.IntegerField(
        label=_("For how many days?"),
        help_text=_("For slower posting and a suspension: at most 90."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
        error_messages={"invalid": _(MeasureLengthWrong.message) % {"limit": LONGEST_DAYS}},
    )
    every_hours = forms.IntegerField(
        label=_("One text in how many hours?"),
        help_text=_("For slower posting alone: at most 168, which is a week."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
        error_messages={"invalid": _(MeasureHoursWrong.message) % {"limit": MOST_HOURS}},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        rules: Sequence[Rule],
        refused: Sequence[Decision],
        suspends: bool,
    ) -> None:
        super().__init__(data)
        self.fields["kind"] = forms.ChoiceField(
            label=gettext("What is to be done?"),
            choices=[
                (str(kind), name)
                for kind, name in KIND_NAMES.items()
                if suspends or kind is not Kind.SUSPENSION
            ],
            widget=forms.RadioSelect,
            error_messages={"required": gettext(MeasureKindMissing.message)},
        )
        self.fields["rule"] = forms.ChoiceField(
            label=gettext("Rule"),
            choices=[
                ("", "—"),
                *((rule.code, f"{rule.code} {shown(rule, 'title')}") for rule in rules),
            ],
            error_messages={"required": gettext(MeasureRuleMissing.message)},
        )
        self.fields["rests_on"] = forms.TypedMultipleChoiceField(
            label=gettext("Refused texts that it rests on"),
            choices=[
                (str(one.pk), f"{one.case.number} · {one.rule.code} · {one.decided_at:%Y-%m-%d}")
                for one in refused
                if one.rule is not None
            ],
            coerce=UUID,
            initial=[str(one.pk) for one in refused],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": gettext(MeasureGroundMissing.message),
                "invalid_choice": gettext(MeasureGroundMissing.message),
            },
        )
        self.order_fields(["kind", "days", "every_hours", "rests_on", "rule", "explanation"])

    def wanted(self) -> Wanted:
        """Return what was asked for."""
        said = self.cleaned_data
        return Wanted(
            kind=said["kind"],
            rule_code=said["rule"],
            explanation=said["explanation"],
            rests_on=said["rests_on"],
            days=said["days"],
            every_hours=said["every_hours"],
        )


class LiftForm(_Reasoned):
    """Why a measure ends before its time."""


class MeasureAnswerForm(_Reasoned):
    """Whether a measure stands on appeal, and why."""

    verdict = forms.ChoiceField(
        label=_("Does the measure stand?"),
        choices=[
            ("uphold", _("Uphold: the measure stands")),
            ("overturn", _("Overturn: the measure ends now")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _(AnswerVerdictMissing.message)},
    )
    field_order = ("verdict", "explanation")
