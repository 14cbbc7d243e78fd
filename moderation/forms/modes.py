"""What a lead or an administrator is asked about modes, trust and words."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.core.languages import choices
from moderation.models import ModeSetting
from moderation.rules.modes import HIGHEST_THRESHOLD, LOWEST_THRESHOLD, USUAL_THRESHOLD, Mode

MODE_NAMES = {
    Mode.BEFORE: _("Read before publication"),
    Mode.AFTER: _("Read after publication"),
    Mode.TRUSTED: _("Trusted authors after, others before publication"),
}
DAY_NAMES = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]
_FOR_ACCOUNTS = [(str(mode), name) for mode, name in MODE_NAMES.items()]
_FOR_GUESTS = [pair for pair in _FOR_ACCOUNTS if pair[0] != Mode.TRUSTED]


class ModesForm(forms.Form):
    """The mode of each group, the threshold, and the hours."""

    guests = forms.ChoiceField(label=_("Guests"), choices=_FOR_GUESTS)
    accounts = forms.ChoiceField(label=_("People with an account"), choices=_FOR_ACCOUNTS)
    members = forms.ChoiceField(label=_("Members of organisations"), choices=_FOR_ACCOUNTS)
    threshold = forms.IntegerField(
        label=_("Highest score with which a text may appear before it is read"),
        help_text=_(
            "Automatic checks give each thing they point at a score. A text above this number is "
            "read first, whatever its group."
        ),
        min_value=LOWEST_THRESHOLD,
        max_value=HIGHEST_THRESHOLD,
    )
    keeps_hours = forms.BooleanField(
        label=_("Outside these hours everything is read before publication"), required=False
    )
    days = forms.TypedMultipleChoiceField(
        label=_("Days on which moderators are there"),
        choices=DAY_NAMES,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    opens_at = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    closes_at = forms.TimeField(
        label=_("Until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    holidays = forms.CharField(
        label=_("Holidays"),
        help_text=_("One date a line, such as 2026-12-25."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr"}),
        required=False,
    )

    def __init__(self, data: Any, *, setting: ModeSetting | None) -> None:
        super().__init__(data, initial=_said(setting))

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)


def _said(setting: ModeSetting | None) -> dict[str, Any]:
    """Return what a setting says; before the first, everything is read before publication."""
    if setting is None:
        return {
            "guests": Mode.BEFORE,
            "accounts": Mode.BEFORE,
            "members": Mode.BEFORE,
            "threshold": USUAL_THRESHOLD,
            "keeps_hours": True,
            "days": [0, 1, 2, 3, 4],
            "opens_at": time(9),
            "closes_at": time(17),
        }
    names = ("guests", "accounts", "members", "threshold", "keeps_hours", "days")
    said = {name: getattr(setting, name) for name in (*names, "opens_at", "closes_at")}
    return {**said, "holidays": "\n".join(map(str, setting.holidays))}


class TrustForm(forms.Form):
    """Whose text it was, and why its author is trusted."""

    number = forms.CharField(
        label=_("Number of a text that the person wrote"),
        help_text=_("As it stands beside the text, such as VNR26-000123."),
        max_length=24,
    )
    reason = forms.CharField(
        label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}), max_length=1000
    )

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)


class WithdrawForm(forms.Form):
    """Which trust ends, and why."""

    trust = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(max_length=1000)


class WordsForm(forms.Form):
    """The words of one language."""

    language = forms.ChoiceField(label=_("Language"), choices=choices)
    words = forms.CharField(
        label=_("Words"),
        help_text=_(
            "One entry a line. Capitals and accents make no difference. “insult*” stands for every "
            "word that begins so."
        ),
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        required=False,
    )

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)
