"""Forms of the pages that span rooms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consult.core.languages import shown
from consult.council.models import Motion
from consult.drafts.rules.settling import Verdict
from consult.drafts.selectors import BlockRow

LONGEST = 240


class SettleForm(forms.Form):
    """What an editor decides about a passage, and what they had before them."""

    verdict = forms.ChoiceField(
        choices=[(verdict.value, verdict.value) for verdict in Verdict], widget=forms.HiddenInput
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class PlaceForm(SettleForm):
    """Where else the passage stands: a block, and words of it where not all of it is meant."""

    block = forms.ChoiceField(
        label=gettext_lazy("The paragraph it belongs to"), widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("The words in it"),
        help_text=gettext_lazy("Copy them from the paragraph, or leave this empty for all of it."),
        required=False,
        max_length=5000,
        strip=True,
    )

    def __init__(self, *args: Any, blocks: Iterable[tuple[int, BlockRow]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        block: Any = self.fields["block"]
        block.choices = [
            (
                str(row.key),
                _("%(number)s. %(text)s")
                % {"number": number, "text": Truncator(row.text).chars(LONGEST)},
            )
            for number, row in blocks
        ]

    def field_of(self, field: str | None) -> str | None:
        """Return the field that a refusal belongs to, or None for the form as a whole."""
        return field if field in self.fields else None

    @property
    def chosen(self) -> UUID:
        """Return the key of the chosen block."""
        return UUID(self.cleaned_data["block"])


class PublishForm(forms.Form):
    """Under which editorial mandate of the council a version is published, if under any."""

    mandate: forms.ModelChoiceField[Motion] = forms.ModelChoiceField(
        queryset=Motion.objects.none(),
        required=False,
        label=gettext_lazy("Editorial mandate"),
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy(
            "Under it, typographical corrections of the authentic text are recorded, and void no "
            "motion."
        ),
    )

    def __init__(self, *args: Any, mandates: QuerySet[Motion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mandate: Any = self.fields["mandate"]
        mandate.queryset = mandates
        mandate.label_from_instance = lambda motion: (
            _("%(number)s: %(title)s")
            % {
                "number": motion.number,
                "title": shown(motion, "title"),
            }
        )
