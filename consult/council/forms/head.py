"""What an observer pastes to confirm a head."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

# In characters: a head has five lines, and may carry further signatures.
HEAD_LENGTH = 4000


class HeadForm(forms.Form):
    """A signed head, all of its lines."""

    head = forms.CharField(
        label=_("Signed head that you keep"),
        help_text=_("All of its lines, as they stand in the mail that you got."),
        max_length=HEAD_LENGTH,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "ltr", "spellcheck": "false"}),
    )
