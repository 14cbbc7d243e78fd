"""What the rules refuse about the times of a motion, each with a sentence that helps."""

from __future__ import annotations

from consult.core.errors import N_
from consult.council.rules.errors import RuleRefusal


class ExtensionRefused(RuleRefusal):
    """The deadline cannot be moved so."""

    code = "extension_refused"
    status = 409
    field = "closes_at"
    message = N_("The deadline cannot be extended: %(reason)s.")


class ExtensionNotLater(ExtensionRefused):
    """A deadline is never moved back, nor beyond the years that times can name."""

    message = N_(
        "The deadline can only be moved to a later time. Choose one after the present one."
    )


class ExtensionTooLate(ExtensionRefused):
    """Once the deadline has come, the motion is decided."""

    message = N_("The deadline has passed, so it can no longer be extended.")


class TooManyExtensions(ExtensionRefused):
    """The rules limit how often the deadline may be moved."""

    message = N_("The rules of this motion do not allow more extensions than %(limit)s.")


class ExtendedTooFar(ExtensionRefused):
    """The rules limit by how much in all the deadline may be moved."""

    message = N_("The rules of this motion allow extensions of %(most)s in all. Choose less.")


class OpensTooEarly(RuleRefusal):
    """The rules give the council more time between notice and opening."""

    code = "opens_too_early"
    status = 409
    field = "opens_at"
    message = N_(
        "These rules ask for at least %(minimum)s from the notice to the opening. Choose a later "
        "opening, for example %(earliest)s."
    )


class ClosesTooEarly(RuleRefusal):
    """The rules give the council more time between opening and deadline."""

    code = "closes_too_early"
    status = 409
    field = "closes_at"
    message = N_(
        "These rules ask for at least %(minimum)s from the opening to the deadline. Choose a later "
        "deadline, for example %(earliest)s."
    )


class OutageAddsNothing(RuleRefusal):
    """An outage outside the voting time, or one that the rules leave without effect."""

    code = "outage_adds_nothing"
    status = 409
    field = "until"
    message = N_("Under the rules of this motion, this outage does not move the deadline.")
