"""Which items of a session's agenda may still change."""

from __future__ import annotations

from consult.core.errors import N_
from consult.council.rules.errors import RuleRefusal
from consult.council.rules.motion import DECIDED, State

ITEMS_AT_MOST = 60
LINE_LENGTH = 200


class ItemUnnamed(RuleRefusal):
    """The council must know what an item is about."""

    code = "item_unnamed"
    field = "title"
    message = N_("Say what the item is about.")


class AgendaFull(RuleRefusal):
    """An agenda that nobody gets through helps nobody."""

    code = "agenda_full"
    field = "title"
    message = N_("The agenda has %(limit)s items, and cannot have more.")


class ItemDealtWith(RuleRefusal):
    """What a session has dealt with stays as it was."""

    code = "item_dealt_with"
    status = 409
    message = N_("The session has come to this item already, so it stays as it is.")


class ItemMoved(RuleRefusal):
    """Somebody else has changed the agenda meanwhile."""

    code = "item_moved"
    status = 409
    message = N_("The agenda is not as this page showed it any more. It is shown as it is now.")


class LastItem(RuleRefusal):
    """A session without an agenda gives nobody a reason to come."""

    code = "last_item"
    status = 409
    message = N_("This is the only item. A session needs at least one, so change it instead.")


class ItemVotedOn(RuleRefusal):
    """Where the council voted, the agenda says so."""

    code = "item_voted_on"
    status = 409
    message = N_("Voting on the motion of this item has been opened, so the item stays.")


class ItemMinuted(RuleRefusal):
    """What the minutes speak of was on the agenda."""

    code = "item_minuted"
    status = 409
    message = N_("Minutes of this item have been typed, so the item stays.")


def require_removable(*, items: int, motion: str | None, minuted: bool) -> None:
    """Refuse to remove the only one of `items`, or one that was voted on or written about.

    `motion` is the state of the item's motion, if it has one; what is void decides nothing and
    holds nothing. Raises LastItem, ItemVotedOn and ItemMinuted.
    """
    if items < 2:
        raise LastItem
    if motion == State.OPEN or motion in DECIDED:
        raise ItemVotedOn
    if minuted:
        raise ItemMinuted


def require_ahead(position: int, place: int) -> None:
    """Refuse an item that the session has come to; raises ItemDealtWith."""
    if position <= place:
        raise ItemDealtWith


def require_as_shown(now: object, seen: object) -> None:
    """Refuse a change of what reads otherwise by now; raises ItemMoved."""
    if now != seen:
        raise ItemMoved
