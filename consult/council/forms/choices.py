"""What the secretary may choose for a motion, with the words beside each choice."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from consult.council.rules.motion import Kind
from consult.council.rules.rollup import RollUpRule

# Each says who makes it: a seat that votes or abstains, not one that is recused.
_TAKES_PART = ["approve", "reservations", "reject", "abstain"]
_OF_ALL_SEATS = {"made_by": _TAKES_PART, "unit": "heads", "base": "entitled"}
QUORUMS: dict[str, tuple[object, dict[str, Any] | None]] = {
    "majority": (
        _("More than half of all seats take part"),
        {**_OF_ALL_SEATS, "compare": "more_than", "share": "1/2"},
    ),
    "two_thirds": (
        _("At least two thirds of all seats take part"),
        {**_OF_ALL_SEATS, "compare": "at_least", "share": "2/3"},
    ),
    "none": (_("No quorum"), None),
}


KINDS: dict[str, object] = {
    Kind.TEXT: _("A text: adopting it approves these exact words"),
    Kind.MANDATE: _(
        "An editorial mandate: adopting it lets editors correct typographical errors in the "
        "authentic text of these chapters"
    ),
    Kind.PROCEDURE: _(
        "A question of procedure: the council votes on the title and the explanation, and on no "
        "text"
    ),
}
ROLLED_UP: dict[str, object] = {
    "": _("As one: a single motion on all of them"),
    RollUpRule.ALL: _(
        "Chapter by chapter: a motion for each, and the whole is adopted if each of them is"
    ),
    RollUpRule.ALL_THEN_WHOLE: _(
        "Chapter by chapter, then as a whole: if each is adopted, the council also votes on the "
        "whole, and that vote decides"
    ),
}
EXTENSIONS: dict[str, object] = {
    "": _("As often as needed"),
    "0": _("Never"),
    "1": _("Once"),
    "2": _("Twice"),
}


# Article 239 of the Treaty on the Functioning of the European Union: for one other member at most.
PROXIES: dict[str, object] = {
    "0": _("By nobody"),
    "1": _("For one seat at most"),
    "2": _("For two seats at most"),
    "": _("For any number of seats"),
}
