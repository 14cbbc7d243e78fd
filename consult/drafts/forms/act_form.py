"""The form behind the buttons of a draft's page."""

from __future__ import annotations

from django import forms

# The largest number that the column holds on every database.
LAST_REVISION = 2_147_483_647


class ActForm(forms.Form):
    """Takes the revision that was seen, and which button was pressed, such as "merge 12"."""

    revision = forms.IntegerField(min_value=0, max_value=LAST_REVISION)
    act = forms.RegexField(r"\A(?:undo|redo|(?:merge|up|down|remove|restore) [0-9]{1,9})\Z")

    @property
    def verb(self) -> str:
        """Return what to do."""
        return str(self.cleaned_data["act"]).partition(" ")[0]

    @property
    def number(self) -> int:
        """Return the number of the block, or the key of the removal to restore; 0 without one."""
        return int(str(self.cleaned_data["act"]).partition(" ")[2] or 0)
