"""Cases as people type them: what is left out and unambiguous is filled in, nothing is guessed.

Each function returns the full form, which the strict readers then read; values that it does not
understand it passes on, for them to refuse with their path.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consult.council.rules.ballot import VOTES, Choice
from consult.council.rules.errors import (
    BallotMalformed,
    BallotNotOnRoll,
    RollMalformed,
    RulesMalformed,
)
from consult.council.rules.presets import PRESETS
from consult.council.rules.roll import MEMBER_RANK, PROXY_RANK, Roll
from consult.council.rules.ruleset import PRESENCE
from consult.council.rules.timing import read_instant

_RANKS = {"member": MEMBER_RANK, "alternate": MEMBER_RANK + 1, "proxy": PROXY_RANK}
_CHOICES = {
    "yes": Choice.APPROVE,
    "for": Choice.APPROVE,
    "no": Choice.REJECT,
    "against": Choice.REJECT,
    "abstention": Choice.ABSTAIN,
    "with reservations": Choice.RESERVATIONS,
    "approve with reservations": Choice.RESERVATIONS,
    "recuse": Choice.RECUSED,
    "objection": Choice.OBJECT,
    "withdrawal": Choice.WITHDRAW,
}
_PEOPLE = ("member", "alternates", "proxy", "vacant")
_BALLOT = {"ballot", "seat", "person", "rank", "choice", "cast_at", "reason"}


def full_roll(data: Any, opens_at: int | None) -> Any:
    """Return a roll in full; `opens_at` decides which dated proxies hold. Raises RollMalformed."""
    if not isinstance(data, list):
        return data
    seats = [_full_seat(each, f"roll[{place}]") for place, each in enumerate(data)]
    members = {
        seat["seat"]: holder["person"]
        for seat in seats
        if isinstance(seat, dict) and isinstance(seat.get("people"), list)
        for holder in seat["people"]
        if isinstance(holder, dict) and holder.get("rank") == MEMBER_RANK
    }
    for place, seat in enumerate(seats):
        if isinstance(seat, dict) and isinstance(seat.get("seat"), str) and "proxy" in seat:
            grants = seat.pop("proxy")
            people = _proxies(grants, opens_at, members, f"roll[{place}].proxy")
            seat["people"] = [*seat["people"], *people]
    return seats


def _full_seat(data: Any, path: str) -> Any:
    """Return a seat with its people; only its proxy is left to be settled."""
    if isinstance(data, str):
        data = {"seat": data}
    if not isinstance(data, Mapping) or not isinstance(data.get("seat"), str):
        return data
    seat = {name: value for name, value in data.items() if name not in _PEOPLE}
    short = [name for name in _PEOPLE if name in data]
    if "people" in data:
        if short:
            reason = f"it says who holds the seat twice, by people and by {short[0]}"
            raise RollMalformed(path=path, reason=reason)
        seat["people"] = _full_people(data["people"], f"{path}.people")
        return seat
    if type(data.get("vacant", False)) is not bool:
        raise RollMalformed(path=f"{path}.vacant", reason="it is neither true nor false")
    if data.get("vacant", False):
        if len(short) > 1:
            raise RollMalformed(path=path, reason="a vacant seat has nobody")
        return {**seat, "people": []}
    alternates = data.get("alternates", [])
    alternates = alternates if isinstance(alternates, list) else [alternates]
    _require_ranks(MEMBER_RANK + len(alternates), f"{path}.alternates")
    proxy = data.get("proxy", [])
    member = data.get("member", data["seat"] if alternates == [] == proxy else None)
    held = [] if member is None else [{"rank": MEMBER_RANK, "person": member}]
    held += [{"rank": n, "person": person} for n, person in enumerate(alternates, MEMBER_RANK + 1)]
    return {**seat, "people": held, "proxy": proxy}


def _full_people(data: Any, path: str) -> Any:
    if not isinstance(data, list):
        return data
    if any(isinstance(each, str) for each in data):
        _require_ranks(MEMBER_RANK + len(data) - 1, path)
    return [
        {"rank": place, "person": each}
        if isinstance(each, str)
        else {**each, "rank": _rank(each.get("rank"))}
        if isinstance(each, Mapping)
        else each
        for place, each in enumerate(data)
    ]


def _require_ranks(last: int, path: str) -> None:
    """Refuse more alternates than there are ranks before the proxy's."""
    if last >= PROXY_RANK:
        raise RollMalformed(path=path, reason=f"a seat has at most {PROXY_RANK - 1} alternates")


def _rank(value: Any) -> Any:
    return _RANKS.get(value, value) if isinstance(value, str) else value


def _proxies(
    data: Any, opens_at: int | None, members: Mapping[str, str], path: str
) -> list[dict[str, Any]]:
    """Return the proxy that holds at the opening; two at once are refused, and so are chains."""
    holding = []
    for given in data if isinstance(data, list) else [data]:
        grant = {"person": given} if isinstance(given, str) else given
        if not isinstance(grant, Mapping) or not set(grant) <= {"person", "seat", "from", "until"}:
            reason = "it is neither a person nor an object of person or seat, from and until"
            raise RollMalformed(path=path, reason=reason)
        if ("person" in grant) == ("seat" in grant):
            raise RollMalformed(path=path, reason="it names a person or a seat, and not both")
        if "seat" in grant and (not isinstance(grant["seat"], str) or grant["seat"] not in members):
            reason = "it names a seat without a member; a proxy is held in person, not passed on"
            raise RollMalformed(path=path, reason=reason)
        if _holds(grant, opens_at, path):
            holding.append(grant["person"] if "person" in grant else members[grant["seat"]])
    if len(holding) > 1:
        raise RollMalformed(path=path, reason="two proxies hold at the same time")
    return [{"rank": PROXY_RANK, "person": person} for person in holding]


def _holds(grant: Mapping[str, Any], opens_at: int | None, path: str) -> bool:
    """Tell whether a proxy holds when the motion opens: from its first instant, until its last."""
    since, until = grant.get("from"), grant.get("until")
    if since is None and until is None:
        return True
    if opens_at is None:
        raise RollMalformed(path=path, reason="it has dates, so motion.opens_at must be given")
    first = None if since is None else read_instant(since, f"{path}.from")
    end = None if until is None else read_instant(until, f"{path}.until")
    if first is not None and end is not None and end <= first:
        raise RollMalformed(path=path, reason="it ends before it begins")
    return (first is None or first <= opens_at) and (end is None or opens_at < end)


def full_ballots(data: Any, roll: Roll) -> tuple[Any, dict[str, int]]:
    """Return ballots in full, and the instants of those that have one, by ballot.

    A ballot without person and rank is the member's, or the only person's; a ballot without a
    name is named after its place. Raises BallotMalformed where that leaves it open who voted.
    """
    if isinstance(data, Mapping):
        data = [{"seat": seat, "choice": choice} for seat, choice in data.items()]
    if not isinstance(data, list):
        return data, {}
    full, cast_at = [], {}
    for place, each in enumerate(data):
        path = f"ballots[{place}]"
        ballot = _full_ballot(each, str(place + 1), roll, path)
        if isinstance(ballot, dict):
            ballot.pop("reason", None)
            at = ballot.pop("cast_at", None)
            if at is not None and isinstance(ballot["ballot"], str):
                cast_at[ballot["ballot"]] = read_instant(at, f"{path}.cast_at")
        full.append(ballot)
    return full, cast_at


def _full_ballot(data: Any, name: str, roll: Roll, path: str) -> Any:
    if not isinstance(data, Mapping):
        return data
    for known in data:
        if known not in _BALLOT:
            raise BallotMalformed(path=f"{path}.{known}", reason="it is not known here")
    for needed in ("seat", "choice"):
        if needed not in data:
            raise BallotMalformed(path=path, reason=f"it names no {needed}")
    if not isinstance(data.get("person", name), str):
        raise BallotMalformed(path=f"{path}.person", reason="it is no text")
    ballot = {"ballot": name, **data}
    choice = ballot.get("choice")
    if isinstance(choice, str):
        ballot["choice"] = str(_CHOICES.get(choice, choice))
    if not isinstance(ballot["seat"], str):
        return ballot
    seat = roll.find(ballot["seat"])
    if seat is None:
        raise BallotNotOnRoll(path=path, seat=ballot["seat"])
    if "rank" in ballot:
        ballot["rank"] = _rank(ballot["rank"])
    if "person" in ballot:
        rank = seat.rank_of(ballot["person"])
        if rank is None or ballot.setdefault("rank", rank) != rank:
            raise BallotNotOnRoll(path=path, seat=seat.seat)
    elif "rank" not in ballot:
        member = any(holder.rank == MEMBER_RANK for holder in seat.people)
        if not member and len(seat.people) != 1:
            reason = "it says neither person nor rank, and the seat has no member"
            raise BallotMalformed(path=path, reason=reason)
        ballot["rank"] = MEMBER_RANK if member else seat.people[0].rank
    if "person" not in ballot:
        held = [holder.person for holder in seat.people if holder.rank == ballot["rank"]]
        if not held:
            raise BallotMalformed(path=f"{path}.rank", reason="nobody holds the seat in this rank")
        ballot["person"] = held[0]
    return ballot


def full_rules(data: Any) -> Any:
    """Return a rule set in full: a preset by its name, its version and the usual choices."""
    if isinstance(data, str):
        data = {"preset": data}
    if not isinstance(data, Mapping):
        return data
    rules = dict(data)
    if "preset" in rules:
        name = rules.pop("preset")
        if not isinstance(name, str) or name not in PRESETS:
            reason = f"it is none of {', '.join(PRESETS)}"
            raise RulesMalformed(path="rules.preset", reason=reason)
        rules = {**_offering(PRESETS[name].data, rules.get("choices")), **rules}
    if isinstance(rules.get("tie"), str):
        rules["tie"] = {"then": rules["tie"]}
    return {"v": 1, "choices": _usual_choices(rules), **rules}


def _offering(preset: Mapping[str, Any], choices: Any) -> dict[str, Any]:
    """Return a preset without what it says of choices that are not offered in its place."""
    if not isinstance(choices, list):
        return dict(preset)
    kept = {name: value for name, value in preset.items() if name != "reservations_count_as"}
    quorum = preset.get("quorum")
    if quorum is not None:
        made_by = [each for each in quorum["made_by"] if each in (*choices, PRESENCE)]
        kept["quorum"] = {**quorum, "made_by": made_by}
    return kept


def _usual_choices(rules: Mapping[str, Any]) -> list[str]:
    silence = rules.get("silence")
    votes = [str(choice) for choice in VOTES]
    if rules.get("procedure") != "silence":
        return votes if rules.get("accepted_by") is None else [*votes, str(Choice.OBJECT)]
    then_vote = isinstance(silence, Mapping) and silence.get("then") == "vote"
    return [str(Choice.OBJECT), str(Choice.WITHDRAW), *(votes if then_vote else [])]
