"""What is asked before something is erased."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.erasure.rules.asking import SOURCE_MAX, AskedBy, NumberUnknown, SourceMissing

_SURE = _("Tick this to say that you are sure: it cannot be undone.")


class Refusing(forms.Form):
    """A form that shows a typed refusal."""

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)


class SureForm(Refusing):
    """Whether somebody means it."""

    sure = forms.BooleanField(
        label=_("I understand that this cannot be undone"), error_messages={"required": _SURE}
    )


class EverythingForm(SureForm):
    """Whether the account goes with what was sent from it."""

    closes_account = forms.BooleanField(
        label=_("Delete my account too"),
        required=False,
        help_text=_("Your name, address, password and roles go. You are signed out everywhere."),
    )

    field_order = ("closes_account", "sure")


class StaffForm(Refusing):
    """Which submission, on whose word, and whether it is erased or kept."""

    ERASE, ERASE_ALL, HOLD = "one", "all", "hold"

    number = forms.CharField(
        label=_("Number of the submission"),
        max_length=24,
        error_messages={"required": _(NumberUnknown.message) % {"number": "…"}},
    )
    act = forms.ChoiceField(
        label=_("What is to be done?"),
        widget=forms.RadioSelect,
        choices=[
            (ERASE, _("Erase this submission")),
            (ERASE_ALL, _("Erase everything that the same person sent")),
            (HOLD, _("Keep it: a court forbids to erase it (administrators only)")),
        ],
        error_messages={"required": _("Choose what is to be done.")},
    )
    asked_by = forms.ChoiceField(
        label=_("On whose word?"),
        widget=forms.RadioSelect,
        choices=[
            (AskedBy.REQUEST.value, _("The author asked for it in writing")),
            (AskedBy.COURT.value, _("A court ordered it")),
        ],
        error_messages={"required": _("Say who asked for it.")},
    )
    source = forms.CharField(
        label=_("The letter or the order, with its date"),
        help_text=_("Without the author’s name and address: this is kept."),
        max_length=SOURCE_MAX,
        error_messages={"required": _(SourceMissing.message)},
    )
    sure = SureForm.base_fields["sure"]
