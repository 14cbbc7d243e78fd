"""What is asked of the secretary about a motion that its live session did not open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.council.forms.extension import reason_field
from consult.council.forms.live import session_choices
from consult.council.models import Motion, Sitting

MOVE = "move"
VOID = "void"


class UnopenedForm(forms.Form):
    """Another live session, or why the motion is void: the button that is pressed says which."""

    # Titles of sessions may be long, and a list that drops down would cut them on a phone.
    sitting = forms.ChoiceField(
        label=_("Another live session"), required=False, widget=forms.RadioSelect
    )
    reason = reason_field(_("Why the motion is void"), required=False)

    def __init__(
        self, *args: Any, motion: Motion, sittings: Sequence[Sitting], **kwargs: Any
    ) -> None:
        kwargs["auto_id"] = f"motion-{motion.pk}-%s"
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["sitting"])
        field.choices = session_choices(sittings)

    @property
    def then(self) -> str:
        """Return which button was pressed."""
        return VOID if self.data.get("then") == VOID else MOVE

    def clean_sitting(self) -> str:
        """Refuse to move the motion nowhere."""
        chosen: str = self.cleaned_data["sitting"]
        if self.then == MOVE and not chosen:
            raise forms.ValidationError(gettext("Choose the session that the motion is moved to."))
        return chosen
