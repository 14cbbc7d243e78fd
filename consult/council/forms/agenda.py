"""What is asked of the secretary who changes the agenda of a live session."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.languages import shown
from consult.council.forms.key import with_new_key
from consult.council.models import AgendaItem, Motion
from consult.council.rules.agenda import LINE_LENGTH


class ItemForm(forms.Form):
    """An item of an agenda: what it is about, and the motion that is dealt with there, if any."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Item"), max_length=LINE_LENGTH, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    motion = forms.ChoiceField(label=_("Motion"), required=False)

    def __init__(
        self,
        *args: Any,
        motions: Sequence[Motion],
        item: AgendaItem | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("auto_id", f"item-{item.pk if item else 'new'}-%s")
        kwargs["initial"] = {"key": uuid.uuid4()}
        if item is not None:
            kwargs["initial"] = {"title": item.title, "motion": item.motion_id or ""}
        super().__init__(*args, **kwargs)
        self.motions = {str(motion.pk): motion for motion in motions}
        field = cast("forms.ChoiceField", self.fields["motion"])
        field.choices = [
            ("", gettext("No motion")),
            *((pk, _named(motion)) for pk, motion in self.motions.items()),
        ]

    def arguments(self) -> dict[str, Any]:
        """Return title and motion as the keyword arguments of `change_item`."""
        data = self.cleaned_data
        return {"title": data["title"], "motion": self.motions.get(data["motion"])}

    def renew_key(self) -> None:
        """Give a refused form a new key, since the old one may stand for what was sent before."""
        self.data = with_new_key(self.data)


def _named(motion: Motion) -> str:
    return gettext("%(number)s: %(title)s") % {
        "number": motion.number,
        "title": shown(motion, "title"),
    }
