"""What a question of safety asks of moderators, and the contact outside government."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.core.languages import name_of
from moderation.models import SafeContact
from moderation.rules.contact import ABOUT_MAX, NAME_MAX, WAY_MAX
from moderation.rules.safeguarding import LONGEST_DAYS, LengthWrong, RiskReasonMissing


class RiskForm(forms.Form):
    """Who is at risk, and from what."""

    reason = forms.CharField(
        label=_("Who is at risk, and from what?"),
        help_text=_("The lead moderators read this on the case; no mail holds it."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _(RiskReasonMissing.message)},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid4()}, auto_id="id_risk_%s")

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)


class SettleForm(RiskForm):
    """Nobody is at risk, or the text is hidden for some days more."""

    days = forms.IntegerField(
        label=_("Days from now"),
        min_value=1,
        max_value=LONGEST_DAYS,
        required=False,
        error_messages={
            "min_value": _("Choose between 1 and %(limit_value)s days."),
            "max_value": _(LengthWrong.message.replace("limit", "limit_value")),
        },
    )

    def __init__(self, data: Any = None, *, longer: bool) -> None:
        super().__init__(data)
        self.auto_id = "id_longer_%s" if longer else "id_clear_%s"
        self.fields["reason"].label = gettext("Why?")
        self.fields["reason"].help_text = ""
        if longer:
            self.fields["days"].required = True
            self.order_fields(["days", "reason"])
        else:
            del self.fields["days"]


class ContactForm(forms.Form):
    """The contact outside government: name and words in each language, and ways to reach it."""

    email = forms.CharField(
        label=_("Mail address"),
        max_length=WAY_MAX["email"],
        required=False,
        widget=forms.TextInput(attrs={"type": "email", "dir": "ltr"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=WAY_MAX["phone"],
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr"}),
    )
    link = forms.CharField(
        label=_("Link"),
        max_length=WAY_MAX["link"],
        required=False,
        widget=forms.TextInput(attrs={"type": "url", "dir": "ltr"}),
    )

    def __init__(self, data: Any = None, *, contact: SafeContact | None) -> None:
        self.languages = list(settings.MODELTRANSLATION_LANGUAGES)
        names = [f"{part}_{code}" for code in self.languages for part in ("name", "about")]
        kept = {name: getattr(contact, name) for name in names} if contact else {}
        ways = {way: getattr(contact, way) for way in WAY_MAX} if contact else {}
        super().__init__(data, initial={**kept, **ways})
        for code in self.languages:
            named = {"language": name_of(code)}
            self.fields[f"name_{code}"] = forms.CharField(
                label=gettext("Name (%(language)s)") % named,
                max_length=NAME_MAX,
                required=False,
                widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}),
            )
            self.fields[f"about_{code}"] = forms.CharField(
                label=gettext("What it does with what it hears (%(language)s)") % named,
                max_length=ABOUT_MAX,
                required=False,
                widget=forms.Textarea(attrs={"lang": code, "dir": "auto", "rows": 3}),
            )
        self.order_fields([*names, *WAY_MAX])

    def arguments(self) -> dict[str, Any]:
        """Return what was asked for as the keyword arguments of `set_contact`."""
        said = self.cleaned_data
        by_language = {
            part: {code: said[f"{part}_{code}"] for code in self.languages}
            for part in ("name", "about")
        }
        return {**by_language, **{way: said[way] for way in WAY_MAX}}

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field: for names, the one in the first language."""
        field = error.field
        if field in ("name", "about"):
            field = f"{field}_{self.languages[0]}"
        self.add_error(field if field in self.fields else None, sentence)
