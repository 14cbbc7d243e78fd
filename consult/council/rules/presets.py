"""Rule sets that councils know, as data, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consult.core.errors import N_
from consult.council.rules.reader import parse_rules
from consult.council.rules.ruleset import Rules


@dataclass(frozen=True)
class Preset:
    """A rule set with a translatable title and the text that it follows."""

    title: str
    source: str
    data: Mapping[str, Any]

    def rules(self) -> Rules:
        """Return the rule set."""
        return parse_rules(dict(self.data))


_CHOICES = ["approve", "reservations", "reject", "abstain", "recused"]
_MAJORITY_TAKES_PART = {
    "made_by": ["approve", "reservations", "reject", "abstain"],
    "represented": True,
    "unit": "heads",
    "compare": "more_than",
    "share": "1/2",
    "base": "entitled",
}
_EU_MEMBERS = {
    "count": "yes",
    "unit": "heads",
    "compare": "at_least",
    "share": "55/100",
    "base": "entitled",
}
_EU_POPULATION = {**_EU_MEMBERS, "unit": "weight", "share": "65/100"}
_NO_BLOCKING_MINORITY = {
    "count": "not_yes",
    "unit": "heads",
    "compare": "fewer_than",
    "number": 4,
    "base": "entitled",
}


def _yes(compare: str, share: str, base: str, over: str = "everyone") -> dict[str, Any]:
    return {
        "count": "yes",
        "unit": "heads",
        "compare": compare,
        "share": share,
        "base": base,
        "over": over,
    }


def _against(number: int) -> dict[str, Any]:
    return {"count": "no", "unit": "heads", "compare": "at_most", "number": number}


def _rules(passes: dict[str, Any]) -> dict[str, Any]:
    return {
        "v": 1,
        "procedure": "vote",
        "session": "written",
        "choices": _CHOICES,
        "reservations_count_as": "yes",
        "passes": passes,
        "quorum": _MAJORITY_TAKES_PART,
        "tie": {"then": "rejected"},
        "revote": True,
    }


def _live(passes: dict[str, Any], quorum: dict[str, Any]) -> dict[str, Any]:
    """Return rules of a live session, in which only the seats present when it opens vote."""
    return {**_rules(passes), "session": "live", "quorum": quorum}


def _silent(conduct: dict[str, Any]) -> dict[str, Any]:
    return {
        "v": 1,
        "procedure": "silence",
        "session": "written",
        "choices": ["object", "withdraw"],
        "silence": {"broken_by": 1, "withdrawal_restores": False, "then": "ends"},
        "conduct": {"outage": "extends", **conduct},
    }


PRESETS: Mapping[str, Preset] = {
    "simple_majority": Preset(
        N_("Simple majority of the votes for and against"),
        "Rules of Procedure of the UN General Assembly, rules 85, 86 and 133",
        _rules(_yes("more_than", "1/2", "yes_no")),
    ),
    "two_thirds": Preset(
        N_("Two thirds of the votes for and against"),
        "Rules of Procedure of the UN General Assembly, rules 83 and 86",
        _rules(_yes("at_least", "2/3", "yes_no")),
    ),
    "absolute_majority": Preset(
        N_("Majority of all seats"),
        "Treaty on the Functioning of the European Union, Article 238(1)",
        _rules(_yes("more_than", "1/2", "entitled")),
    ),
    "consensus": Preset(
        N_("Consensus: nobody against"),
        "Treaty on the Functioning of the European Union, Article 238(4): abstentions do not "
        "prevent a decision that needs unanimity",
        _rules(_against(0)),
    ),
    "consensus_less_one": Preset(
        N_("Consensus less one: no more than one against"),
        "Named after the Prague Document of the CSCE Council, January 1992, paragraph 16",
        _rules(_against(1)),
    ),
    "both_blocks": Preset(
        N_("Two thirds of the votes for and against, and a majority in each block"),
        "Montreal Protocol, Article 2(9)(c), as amended in London in 1990",
        _rules(
            {
                "all": [
                    _yes("at_least", "2/3", "yes_no"),
                    _yes("more_than", "1/2", "yes_no", "each_block"),
                ]
            }
        ),
    ),
    "present_and_voting": Preset(
        N_("Live session: majority of those present and voting, if a majority of seats is present"),
        "Rules of Procedure of the UN General Assembly: rule 67 asks for a majority of the members "
        "to be present for any decision, and rules 85 and 86 decide by those present and voting, "
        "which are the votes for and against",
        _live(
            _yes("more_than", "1/2", "yes_no"),
            {**_MAJORITY_TAKES_PART, "made_by": ["present"]},
        ),
    ),
    "majority_of_present": Preset(
        N_("Live session: majority of all seats present, if a majority of seats is present"),
        "Robert’s Rules of Order Newly Revised (12th edition), 44:9(a): a majority of the members "
        "present, where an abstention has the effect of a vote against",
        _live(
            _yes("more_than", "1/2", "present"),
            {**_MAJORITY_TAKES_PART, "made_by": ["present"]},
        ),
    ),
    "members_and_population": Preset(
        N_("55 per cent of the seats and 65 of the weight, or fewer than four not in favour"),
        "Treaty on European Union, Article 16(4)",
        _rules({"any": [{"all": [_EU_MEMBERS, _EU_POPULATION]}, _NO_BLOCKING_MINORITY]}),
    ),
    "written_vote_accepted": Preset(
        N_("Written vote that every seat accepts, then a majority of all seats"),
        "Rules of Procedure of the Council of the European Union (Decision 2009/937/EU), "
        "Article 12(1), second sentence: written votes may be used where all members agree to that "
        "procedure; the majority is that of the Treaty on the Functioning of the European Union, "
        "Article 238(1)",
        {
            **_rules(_yes("more_than", "1/2", "entitled")),
            "choices": [*_CHOICES, "object"],
            "accepted_by": {
                "unit": "heads",
                "compare": "at_least",
                "share": "1/1",
                "base": "entitled",
            },
            "quorum": None,
        },
    ),
    "silence_72_hours": Preset(
        N_("Silence procedure of at least 72 hours"),
        "UN General Assembly, decision 74/544 of 27 March 2020: draft decisions are circulated "
        "under a silence procedure of at least 72 hours, and adopted if silence is not broken",
        _silent({"minimum_open": "PT72H"}),
    ),
    "silence_simplified": Preset(
        N_("Silence procedure with a period set for each motion"),
        "Rules of Procedure of the Council of the European Union (Decision 2009/937/EU), "
        "Article 12(2): the text is deemed to be adopted at the end of the period that the "
        "Presidency lays down, except where a member of the Council objects",
        _silent({}),
    ),
    "silence_then_vote": Preset(
        N_("Silence procedure, followed by a vote by simple majority if it is broken"),
        "Silence as in decision 74/544 of the UN General Assembly, with a withdrawal that restores "
        "it; the vote as in its Rules of Procedure, rules 85, 86 and 133",
        {
            **_rules(_yes("more_than", "1/2", "yes_no")),
            "procedure": "silence",
            "choices": ["object", "withdraw", *_CHOICES],
            "silence": {"broken_by": 1, "withdrawal_restores": True, "then": "vote"},
            "conduct": {"minimum_open": "PT72H"},
        },
    ),
}
