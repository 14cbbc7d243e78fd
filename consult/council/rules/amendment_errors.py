"""What the rules refuse about amendments and their order, each with a sentence that helps."""

from __future__ import annotations

from consult.core.errors import N_
from consult.council.rules.errors import MotionNotOpen, RuleRefusal


class AmendmentMisfit(RuleRefusal):
    """An operation names a passage that the text has not, or one passage twice."""

    code = "amendment_misfit"
    status = 409
    message = N_("The amendment does not fit the text any more. Begin again with the present text.")


class AmendmentEmpty(RuleRefusal):
    """An amendment that leaves every word as it is asks nothing."""

    code = "amendment_empty"
    message = N_("The amendment changes nothing. Change the words of a passage, or add one.")


class TooFewRivals(RuleRefusal):
    """An order needs something to order."""

    code = "too_few_rivals"
    message = N_("Give at least two amendments a place in the order.")


class PlacesUnclear(RuleRefusal):
    """Each amendment of an order has a place of its own, and no place is left out."""

    code = "places_unclear"
    message = N_("Number the amendments 1, 2, 3 and so on, each number once.")


class NotRivals(RuleRefusal):
    """Amendments that do not meet in one passage can all be adopted."""

    code = "not_rivals"
    message = N_(
        "These amendments do not all concern one same passage of one text, so they are no rivals. "
        "Put them one by one."
    )


class RivalWaits(MotionNotOpen):
    """The amendments before it in the stated order have not all failed yet."""

    code = "rival_waits"
    message = N_(
        "This amendment is voted on only if those before it in the stated order are not adopted."
    )
