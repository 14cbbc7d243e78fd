"""Another wording of a comment that was given back."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.comments.models import Comment, Suggestion
from consult.comments.rules.acceptance import AcceptanceMissing
from consult.core.errors import DomainError, KeyReused


class ChangesForm(forms.Form):
    """The text in an editor, filled with what was sent, and the code of conduct."""

    body = forms.CharField(
        label=_("Your text"),
        help_text=_("Empty lines make paragraphs; *stars* make words slanted."),
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        required=False,
    )
    suggested_new = forms.CharField(
        label=_("The wording that you suggest"),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        required=False,
    )
    accept = forms.BooleanField(
        label=_("My comment keeps to the code of conduct."),
        error_messages={"required": _(AcceptanceMissing.message)},
    )
    code_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen_revision = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any, *, comment: Comment, body: str, new: str, code_version: int | None
    ) -> None:
        super().__init__(data, initial={"body": body, "suggested_new": new})
        self._revision = comment.revision
        self._in_force = code_version
        self._key = str(data.get("key") or uuid4()) if data else str(uuid4())
        self.fields["body"].widget.attrs["lang"] = comment.language
        wording: Suggestion | None = getattr(comment, "suggestion", None)
        if wording is None:
            del self.fields["suggested_new"]

    @property
    def unseen(self) -> dict[str, str]:
        """Return the hidden fields with values that are good for the next sending."""
        return {
            "key": self._key,
            "seen_revision": str(self._revision),
            "code_version": str(self._in_force or ""),
        }

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field, and change what must not be sent again as it is."""
        self.add_error(error.field if error.field in self.fields else None, sentence)
        if isinstance(error, KeyReused):
            self._key = str(uuid4())
        if error.field == "accept":
            self.data = {name: value for name, value in self.data.items() if name != "accept"}
