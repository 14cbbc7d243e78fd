"""What is asked of the secretary who gives a seat a proxy."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.languages import shown
from consult.council.forms.key import with_new_key
from consult.council.forms.motion import MOMENT
from consult.council.forms.seat import described
from consult.council.models import Seat
from consult.council.selectors.seats import Council


class ProxyForm(forms.Form):
    """A seat, who represents it, and from when to when, in the zone that is active."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seat = forms.ChoiceField(label=_("Seat that is represented"))
    holder = forms.ChoiceField(
        label=_("Proxy"),
        help_text=_(
            "Votes for the seat where neither its member nor an alternate does, and gives a reason."
        ),
    )
    since = forms.DateTimeField(label=_("From"), widget=MOMENT)
    until = forms.DateTimeField(
        label=_("Until"),
        required=False,
        widget=MOMENT,
        help_text=_("Empty: until it is withdrawn."),
    )

    def __init__(self, *args: Any, council: Council, now: datetime, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid.uuid4(), "since": now})
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in council.members}
        seat = cast("forms.ChoiceField", self.fields["seat"])
        unchosen = ("", gettext("Choose"))
        represented = [each for each in council.seats() if each.people.all()]
        seat.choices = [unchosen, *((str(each.pk), _named(each)) for each in represented)]
        holder = cast("forms.ChoiceField", self.fields["holder"])
        holder.choices = [
            unchosen,
            *((pk, described(person)) for pk, person in self.people.items()),
        ]

    def arguments(self) -> dict[str, Any]:
        """Return what was asked for as the keyword arguments of `give_proxy`."""
        data = self.cleaned_data
        return {
            "seat_id": uuid.UUID(data["seat"]),
            "holder": self.people[data["holder"]],
            "since": data["since"],
            "until": data["until"],
            "key": data["key"],
        }

    def renew_key(self) -> None:
        """Give a refused form a new key, since the old one may stand for what was sent before."""
        self.data = with_new_key(self.data)


def _named(seat: Seat) -> str:
    """Return the institution and the place, since an institution may hold several seats."""
    return gettext("%(institution)s, place %(position)s") % {
        "institution": shown(seat.institution, "name"),
        "position": seat.position,
    }
