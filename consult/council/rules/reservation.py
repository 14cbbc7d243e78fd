"""What a ballot with reservations may point at."""

from __future__ import annotations

from collections.abc import Collection

from consult.core.errors import N_
from consult.council.rules.ballot import Choice
from consult.council.rules.errors import RuleRefusal


class PassagesWithoutReservations(RuleRefusal):
    """A vote without reservations that points at passages says two things."""

    code = "passages_without_reservations"
    field = "blocks"
    message = N_("Only reservations point at passages. Choose none, or vote with reservations.")


class PassageNotInMotion(RuleRefusal):
    """The council votes on the motion's texts and on nothing else."""

    code = "passage_not_in_motion"
    field = "blocks"
    message = N_("One of the passages is not in the texts of this motion. Choose again.")


class TooManyPassages(RuleRefusal):
    """Each passage is to be answered."""

    code = "too_many_passages"
    field = "blocks"
    message = N_("Choose %(limit)s passages or fewer, or describe the place in your reason.")


def require_pointing(choice: str, wanted: Collection[int], known: int, *, limit: int) -> None:
    """Refuse passages that a ballot may not point at; `known` is how many stand in the texts."""
    if not wanted:
        return
    if choice != Choice.RESERVATIONS:
        raise PassagesWithoutReservations()
    if len(wanted) > limit:
        raise TooManyPassages(limit=limit)
    if known != len(wanted):
        raise PassageNotInMotion()
