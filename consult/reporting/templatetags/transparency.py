"""The words for what the pages on moderation count and list."""

from __future__ import annotations

from typing import Any, Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from moderation.rules.reckoning import ListedKind
from moderation.rules.states import Verdict

register = template.Library()

_Names = dict[str, str | Promise]

_VERDICTS: Final[_Names] = {
    Verdict.APPROVE: _("Published"),
    Verdict.REJECT: _("Not published, or no longer"),
    Verdict.REQUEST_CHANGES: _("Changes requested"),
    Verdict.REDACT: _("Published with a gap"),
    Verdict.MERGE: _("Joined to a campaign"),
    Verdict.UPHOLD: _("Upheld on appeal"),
    Verdict.OVERTURN: _("Overturned on appeal"),
    Verdict.UNDO: _("Undone before anybody was told"),
}
_SOURCES: Final[_Names] = {
    "own_initiative": _("Own initiative: moderators read every text"),
    "report": _("A report"),
    "appeal": _("An appeal"),
    "court_order": _("A court order"),
    "": _("Not stated in the ledger"),
}
_KINDS: Final[_Names] = {
    ListedKind.REJECTED: _("Not published"),
    ListedKind.WITHDRAWN: _("No longer published"),
    ListedKind.REDACTED: _("Part removed"),
    ListedKind.CHANGES_REQUESTED: _("Back with its author for changes"),
    ListedKind.HIDDEN: _("Hidden for somebody’s safety"),
    ListedKind.ERASED: _("Erased"),
    ListedKind.OVERTURNED: _("Decision overturned on appeal"),
    ListedKind.UNDONE: _("Decision undone"),
    ListedKind.SUPERSEDED: _("Decision superseded"),
    ListedKind.COURT_ORDER: _("Court order"),
    ListedKind.WARNED: _("Warning"),
    ListedKind.SLOWED: _("Slower posting"),
    ListedKind.SUSPENDED: _("Suspension from the review"),
    ListedKind.MEASURE_LIFTED: _("Measure lifted"),
    ListedKind.MEASURE_OVERTURNED: _("Measure overturned on appeal"),
}
_PARTIES: Final[_Names] = {
    "author": _("Authors of the text"),
    "reporter": _("People who had reported it"),
}
_AUTOMATION: Final[_Names] = {
    "none": _("None: people"),
    "signals": _("Automatic checks had pointed something out"),
    "": _("Not stated in the ledger"),
}


def _named(names: _Names) -> Any:
    def name(value: str) -> str:
        """Return the word for a value; one that has none stands for itself."""
        return str(names.get(value, value))

    return name


register.filter("verdict_name", _named(_VERDICTS))
register.filter("source_name", _named(_SOURCES))
register.filter("kind_name", _named(_KINDS))
register.filter("party_name", _named(_PARTIES))
register.filter("automation_name", _named(_AUTOMATION))
