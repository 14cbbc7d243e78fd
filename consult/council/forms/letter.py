"""What is asked of the secretary who files a letter of appointment."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.languages import shown
from consult.council.selectors.letters import SeatLetters


class LetterForm(forms.Form):
    """Whose appointment to which seat it is, and the file."""

    appointed = forms.ChoiceField(label=_("Person and seat"))
    file = forms.FileField(
        label=_("Letter"),
        allow_empty_file=True,
        help_text=_("A PDF file or a picture (PNG, JPEG) of up to 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )

    def __init__(self, *args: Any, seats: Sequence[SeatLetters], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        appointed = cast("forms.ChoiceField", self.fields["appointed"])
        appointed.choices = [
            ("", gettext("Choose")),
            *(
                (
                    f"{row.seat.pk} {person.pk}",
                    gettext("%(person)s, %(institution)s")
                    % {"person": person, "institution": shown(row.seat.institution, "name")},
                )
                for row in seats
                for person in row.people
            ),
        ]

    def arguments(self) -> dict[str, Any]:
        """Return what was asked for as the keyword arguments of `file_letter`."""
        seat, user = self.cleaned_data["appointed"].split()
        return {
            "seat_id": uuid.UUID(seat),
            "user_id": uuid.UUID(user),
            "data": self.cleaned_data["file"].read(),
        }
