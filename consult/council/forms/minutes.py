"""What the secretary types along in a live session."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from consult.council.models.minutes import TEXT_LENGTH
from consult.council.selectors.minutes import Written


class MinutesForm(forms.Form):
    """The minutes of one item, and the revision of them that was read."""

    item = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Minutes of this item"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )

    def __init__(self, *args: Any, written: Written | None = None, **kwargs: Any) -> None:
        if written is not None:
            kwargs["auto_id"] = f"minutes-{written.item_id}-%s"
            kwargs["initial"] = {
                "item": written.item_id,
                "seen": written.revision,
                "text": written.text,
            }
        super().__init__(*args, **kwargs)

    def has_read(self, revision: int) -> None:
        """Let a refused form stand for the revision that is shown beside it now."""
        data = cast("QueryDict", self.data).copy()
        data["seen"] = str(revision)
        self.data = data
