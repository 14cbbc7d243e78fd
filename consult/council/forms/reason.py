"""What is asked of somebody whose objection lacks its reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.council.models.ballot import REASON_LENGTH


class ReasonForm(forms.Form):
    """The reason of an objection that counts already."""

    reason = forms.CharField(
        label=_("Reason of your objection"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, ballot: object, **kwargs: Any) -> None:
        # Somebody may have objected for two seats on one page.
        kwargs.setdefault("auto_id", f"reason-{ballot}-%s")
        super().__init__(*args, **kwargs)
