"""What is asked of somebody who replies to a reservation."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.council.forms.key import with_new_key
from consult.council.models.ballot import REASON_LENGTH


class ReplyForm(forms.Form):
    """The reply, and the key of this form."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Reply"),
        max_length=REASON_LENGTH,
        help_text=_(
            "Everybody in the council’s room reads it. It is recorded and cannot be changed; a "
            "later reply stands beside it."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid.uuid4()})
        super().__init__(*args, **kwargs)

    def renew_key(self) -> None:
        """Give a refused form a new key, since the old one may stand for what was sent before."""
        self.data = with_new_key(self.data)
