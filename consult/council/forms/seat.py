"""What is asked of the secretary who sets a seat."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.accounts.models import User
from consult.core.errors import DomainError
from consult.core.languages import shown
from consult.council.models import Seat
from consult.council.selectors.seats import Council

# What the columns hold.
LAST_PLACE = 32_767
GREATEST_WEIGHT = 2_147_483_647
BLOCK_LENGTH = 40
FEWEST_ALTERNATES = 3

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SeatForm(forms.Form):
    """A seat: whose it is, its place, its weight, and its people in order.

    The people to choose from are those who hold the role of a council member.
    """

    prefix = "seat"

    institution = forms.ChoiceField(label=_("Institution"))
    position = forms.IntegerField(
        label=_("Place"),
        min_value=0,
        max_value=LAST_PLACE,
        help_text=_(
            "Seats are listed in this order. A seat that the institution already has at this "
            "place is changed."
        ),
    )
    weight = forms.IntegerField(label=_("Weight"), max_value=GREATEST_WEIGHT)
    block = forms.CharField(
        label=_("Block"),
        required=False,
        max_length=BLOCK_LENGTH,
        help_text=_("For rules that ask for a majority in each block, such as North and South."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    active_from = forms.DateField(
        label=_("First day"),
        required=False,
        widget=DAY,
        help_text=_("The seat is on the roll of motions that open on this day or later."),
    )
    active_until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DAY,
        help_text=_("And of none that opens after this day. Empty: until further notice."),
    )
    member = forms.ChoiceField(
        label=_("Member"), required=False, help_text=_("Without a member the seat is vacant.")
    )

    def __init__(
        self, *args: Any, council: Council, seat: Seat | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", _initial(council, seat))
        super().__init__(*args, **kwargs)
        self.institutions = {str(each.pk): each for each in council.institutions}
        self.people = {str(person.pk): person for person in council.members}
        longest = max((len(each.people.all()) for each in council.seats()), default=0)
        self.alternates = [f"alternate_{rank}" for rank in _ranks(longest)]
        for rank, name in enumerate(self.alternates, start=1):
            self.fields[name] = forms.ChoiceField(
                label=gettext("Alternate %(rank)s") % {"rank": rank}, required=False
            )
        institution = cast("forms.ChoiceField", self.fields["institution"])
        institution.choices = [
            (name, str(shown(each, "name"))) for name, each in self.institutions.items()
        ]
        for name in ("member", *self.alternates):
            field = cast("forms.ChoiceField", self.fields[name])
            field.choices = [
                ("", gettext("Nobody")),
                *((pk, described(person)) for pk, person in self.people.items()),
            ]

    def clean(self) -> dict[str, Any]:
        """Refuse alternates without a member: the first of them would become the member."""
        data = self.cleaned_data
        alternate = any(data.get(name) for name in self.alternates)
        if alternate and not data.get("member") and "member" not in self.errors:
            self.add_error("member", gettext("Choose a member before you choose alternates."))
        return data

    def arguments(self) -> dict[str, Any]:
        """Return what was asked for as the keyword arguments of `set_seat`."""
        data = self.cleaned_data
        chosen = [data[name] for name in ("member", *self.alternates) if data[name]]
        return {
            "institution": self.institutions[data["institution"]],
            "position": data["position"],
            "weight": data["weight"],
            "block": data["block"],
            "active_from": data["active_from"],
            "active_until": data["active_until"],
            "people": [self.people[name] for name in chosen],
        }

    def field_of(self, error: DomainError) -> str | None:
        """Return the field that a refusal belongs to: for the people, the member."""
        return "member" if error.field == "people" else error.field


def _ranks(longest: int) -> range:
    """Return the ranks asked for: every seat's alternates fit, with room for one more."""
    return range(1, max(FEWEST_ALTERNATES, longest) + 1)


def _initial(council: Council, seat: Seat | None) -> dict[str, Any]:
    """Return what the form shows at first: the seat to change, or the next place."""
    if seat is None:
        last = max((each.position for each in council.seats()), default=0)
        return {"position": last + 1, "weight": 1}
    people = {
        "member" if each.rank == 0 else f"alternate_{each.rank}": str(each.user_id)
        for each in seat.people.all()
    }
    return {
        "institution": str(seat.institution_id),
        "position": seat.position,
        "weight": seat.weight,
        "block": seat.block,
        "active_from": seat.active_from,
        "active_until": seat.active_until,
        **people,
    }


def described(person: User) -> str:
    """Return the name, and the organisation where there is one: names alone may be alike."""
    if person.organisation is None:
        return str(person)
    return gettext("%(person)s, %(organisation)s") % {
        "person": person,
        "organisation": shown(person.organisation, "name"),
    }
