"""The words that people read for what the rules and the database hold as codes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from consult.council.rules.ballot import Choice
from consult.council.rules.outcome import Status

CHOICE_WORDS: Mapping[str, object] = {
    Choice.APPROVE: _("Approve"),
    Choice.RESERVATIONS: _("Approve with reservations"),
    Choice.REJECT: _("Reject"),
    Choice.ABSTAIN: _("Abstain"),
    Choice.RECUSED: _("Recused: a conflict of interest"),
    Choice.OBJECT: _("Object"),
    Choice.WITHDRAW: _("Withdraw the objection"),
}

STATUS_WORDS: Mapping[str, object] = {
    Status.ADOPTED: _("Adopted"),
    Status.REJECTED: _("Rejected"),
    Status.NOT_QUORATE: _("Quorum not reached"),
    Status.TIED: _("Tied: undecided"),
    Status.SILENCE_BROKEN: _("Silence broken"),
}
