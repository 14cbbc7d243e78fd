"""What is asked of a moderator about a group of texts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from moderation.rules.campaigns.standing import (
    NAME_MAX,
    REASON_MAX,
    CampaignReasonMissing,
)


class GroupForm(forms.Form):
    """Confirm a group, take texts out of it, or take it apart: each with a reason.

    `act` says which; only to confirm it needs a name.
    """

    act = forms.ChoiceField(
        choices=[(act, act) for act in ("confirm", "dissolve", "take_out")],
        widget=forms.HiddenInput,
    )
    seen_exemplar = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("What does the campaign ask for?"),
        help_text=_("A short name in the words of its authors. Everybody reads it."),
        max_length=NAME_MAX,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The ledger keeps it sealed, for whoever checks this later."),
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"required": _(CampaignReasonMissing.message)},
    )

    def __init__(self, data: Any = None, *, act: str = "") -> None:
        asked = data.get("act", "") if data else act
        super().__init__(data, auto_id=f"id_{asked}_%s", initial={"act": asked})

    @property
    def ticked(self) -> list[UUID]:
        """Return the cases that were ticked; what is no key is passed over."""
        found = []
        for said in self.data.getlist("case") if isinstance(self.data, QueryDict) else []:
            try:
                found.append(UUID(said))
            except ValueError:
                continue
        return found

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)
