"""What somebody is asked who sends in a Word file with comments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.comments.rules.acceptance import AcceptanceMissing
from consult.comments.rules.confirmation import NothingChosen
from consult.comments.rules.submission import NAME_MAX, EmailWrong, NameMissing
from consult.comments.selectors import PlacedItem
from consult.core.languages import choices


class WordForm(forms.Form):
    """Asks for the file."""

    file = forms.FileField(
        label=_("Word file with your comments"),
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={
                "accept": ".docx,application/vnd.openxmlformats-officedocument"
                ".wordprocessingml.document"
            }
        ),
        help_text=_("A Word document (.docx) of up to 20 MB. Nothing is sent yet."),
        error_messages={"required": _("Choose the Word file with your comments.")},
    )
    honeypot = forms.CharField(label=_("Leave this field empty."), required=False)

    def clean_honeypot(self) -> str:
        """Refuse what only a program fills in."""
        if self.cleaned_data["honeypot"]:
            raise forms.ValidationError(_("One field of this form must stay empty. Clear it."))
        return ""


class ChoiceForm(forms.Form):
    """Asks which comments of a file are sent, under which names, by whom and in which language.

    Ticked at first is what has a passage, is not marked as resolved and is not published already.
    """

    data: Any
    send = forms.MultipleChoiceField(
        label=_("Comments to send"), error_messages={"required": _(NothingChosen.message)}
    )
    language = forms.ChoiceField(
        label=_("Language of the comments"),
        help_text=_("Others read them in this language or in a translation."),
        choices=choices,
    )
    name = forms.CharField(
        label=_("Your own name"),
        help_text=_("Shown beside what you send in. A pseudonym will do."),
        max_length=NAME_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _(NameMissing.message)},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send you one link to confirm all of it. The address is never shown."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _(EmailWrong.message), "invalid": _(EmailWrong.message)},
    )
    accept = forms.BooleanField(
        label=_("These comments keep to the code of conduct."),
        error_messages={"required": _(AcceptanceMissing.message)},
    )
    code_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        items: Sequence[PlacedItem],
        guest: bool,
        code_version: int,
        language: str,
        accepted: bool = False,
    ) -> None:
        ticked = [
            str(placed.index)
            for placed in items
            if placed.passage and not (placed.item.resolved or placed.item.known)
        ]
        initial = {"send": ticked, "language": language, "code_version": code_version}
        super().__init__(data, initial=initial)
        self.items, self.in_force = items, code_version
        every = [(str(placed.index), str(placed.index)) for placed in items]
        self.fields["send"].choices = every  # type: ignore[attr-defined]
        self.authors = list(dict.fromkeys(placed.item.author for placed in items))
        for place, author in enumerate(self.authors):
            self.fields[f"author-{place}"] = forms.CharField(
                label=_("Published as"),
                initial=author,
                required=False,
                max_length=NAME_MAX,
                widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
            )
        if accepted:
            del self.fields["accept"], self.fields["code_version"]
        if not guest:
            del self.fields["name"], self.fields["email"]

    @property
    def accepted_version(self) -> int:
        """Return which version of the code was ticked now, or accepted before."""
        said: int = self.cleaned_data.get("code_version", self.in_force)
        return said

    @property
    def author_fields(self) -> list[tuple[str, forms.BoundField]]:
        """Return each author of the file with the field for the name to publish."""
        return [(author, self[f"author-{place}"]) for place, author in enumerate(self.authors)]

    @property
    def chosen(self) -> set[int]:
        """Return what is ticked: as it was sent, or as it is proposed."""
        said = self["send"].value() or []
        return {int(value) for value in said if str(value).isdigit()}

    @property
    def names(self) -> dict[str, str]:
        """Return the names to publish by the author's name in the file."""
        return {
            author: self.cleaned_data[f"author-{place}"]
            for place, author in enumerate(self.authors)
        }

    def refuse(self, error: Exception, sentence: str) -> None:
        """Show a refusal beside its field."""
        field = getattr(error, "field", None)
        self.add_error(field if field in self.fields else None, sentence)
        if field == "accept":
            self.data = self.data.copy()
            self.data.pop("accept", None)
            self.data["code_version"] = str(self.in_force)
