"""What is asked of somebody who makes an account, and of somebody who has one."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from consult.core.errors import TextRefused
from consult.core.languages import choices
from consult.core.middleware import translated
from consult.core.text import clean_line


class SignupForm(AllauthSignupForm):
    """allauth's form with the name that others will see."""

    name = forms.CharField(
        label=_("Name shown to others"),
        help_text=_("Your own name, or the name under which you want to be known here."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["email", "name", "password1"]

    def clean_name(self) -> str:
        """Return the name as one clean line in which there is something to see."""
        field = self.fields["name"]
        try:
            name = clean_line(self.cleaned_data["name"])
        except TextRefused as error:
            raise forms.ValidationError(translated(error), code=error.code) from error
        if not any(character.isprintable() and not character.isspace() for character in name):
            raise forms.ValidationError(field.error_messages["required"], code="required")
        # A few characters are longer in the form that is stored.
        field.run_validators(name)
        return name

    def custom_signup(self, request: Any, user: Any) -> None:
        """Keep the name and the language in which the person signed up."""
        user.name = self.cleaned_data["name"]
        user.language = get_language() or "en"
        user.save(update_fields=["name", "language"])


class LanguagesForm(forms.Form):
    """The languages that a person reads."""

    reads = forms.MultipleChoiceField(
        label=_("Languages that you read"),
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any, *, reads: list[str]) -> None:
        super().__init__(data, initial={"reads": reads})
