"""The words that people read for what the rules and the database hold as codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.council.rules.ballot import Choice
from consult.council.rules.outcome import Status
from consult.council.rules.roll import MEMBER_RANK, PROXY_RANK
from consult.council.rules.rollup import RollUpRule, RollUpStatus
from consult.council.rules.ruleset import Rules

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


ROLLUP_RULE_WORDS: Mapping[str, object] = {
    RollUpRule.ALL: _("The whole is adopted if each of its chapters is adopted."),
    RollUpRule.ALL_THEN_WHOLE: _(
        "If each of its chapters is adopted, the council votes on the whole, and that vote decides."
    ),
}

ROLLUP_STATUS_WORDS: Mapping[str, object] = {
    RollUpStatus.OPEN: _("Not decided yet"),
    RollUpStatus.ADOPTED: _("Adopted"),
    RollUpStatus.NOT_ADOPTED: _("Not adopted"),
    RollUpStatus.WHOLE_FOLLOWS: _("Each chapter adopted"),
}


def choice_words(rules: Rules) -> Mapping[str, object]:
    """Return the words for the choices; in a written vote, objecting refuses that procedure."""
    if rules.accepted_by is None:
        return CHOICE_WORDS
    return {**CHOICE_WORDS, Choice.OBJECT: _("Object to voting in writing")}


def outcome_words(outcome: Mapping[str, Any]) -> object:
    """Return the words for what was decided.

    A text may fail because too few seats accepted that the vote be written, and the vote that
    broken silence leads to may find no voter: both are said.
    """
    acceptance = outcome.get("acceptance")
    if acceptance is not None and not acceptance["passed"]:
        return _("Not adopted: the written procedure was not accepted")
    silence = outcome.get("silence")
    if silence is not None and silence["vote_follows"] and not silence["voted"]:
        return _("Silence broken: nobody voted afterwards")
    return STATUS_WORDS[outcome["status"]]


def rank_words(rank: int) -> str:
    """Return as what somebody of a rank votes for a seat: member, alternate or proxy."""
    if rank == MEMBER_RANK:
        return gettext("member")
    if rank == PROXY_RANK:
        return gettext("proxy")
    return gettext("alternate %(rank)s") % {"rank": rank}
