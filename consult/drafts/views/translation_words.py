"""The words for what a translation is, and for what of a language is published."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consult.drafts.rules.translating import Publishes, State

STATES = {
    State.MISSING: pgettext_lazy("translation", "Missing"),
    State.STALE: pgettext_lazy("translation", "Source has changed"),
    State.MACHINE: pgettext_lazy("translation", "By machine"),
    State.DRAFT: pgettext_lazy("translation", "Draft"),
    State.REVIEWED: pgettext_lazy("translation", "Reviewed"),
}

PUBLISHES = {
    Publishes.NOTHING: _("Nothing: the chapter is not published in this language"),
    Publishes.REVIEWED: _("What is reviewed"),
    Publishes.DRAFTS: _("What is reviewed, and drafts, marked as not reviewed"),
    Publishes.MACHINE: _(
        "What is reviewed, and drafts and machine translations, each marked as such"
    ),
}
