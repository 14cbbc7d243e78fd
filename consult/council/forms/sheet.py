"""What is asked of whoever imports the council from a spreadsheet."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SheetForm(forms.Form):
    """The file to look at."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        allow_empty_file=True,
        help_text=_(
            "An Excel workbook (.xlsx) or “CSV UTF-8” of up to 2 MB, with a row for each seat. You "
            "see what it changes before anything is written."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class ImportForm(forms.Form):
    """The rows that were shown, and the fingerprint of what they would change."""

    rows = forms.CharField(widget=forms.HiddenInput, strip=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_rows(self) -> list[list[str]]:
        """Return the cells; refuse what no page of ours sends."""
        try:
            rows: Any = json.loads(self.cleaned_data["rows"])
        except ValueError:
            rows = None
        if not isinstance(rows, list) or not all(
            isinstance(row, list) and all(isinstance(cell, str) for cell in row) for row in rows
        ):
            raise forms.ValidationError(_("Choose the file again."))
        return rows
