"""Short ways to write a roll, ballots and tests, for the worked cases."""

from __future__ import annotations

from typing import Any

from consult.council.rules.ballot import Ballot, parse_ballots
from consult.council.rules.roll import PROXY_RANK, Roll, parse_roll

CHOICES = {
    "y": "approve",
    "w": "reservations",
    "n": "reject",
    "a": "abstain",
    "r": "recused",
    "o": "object",
    "x": "withdraw",
}
ALL = ["approve", "reservations", "reject", "abstain", "recused"]
RANKS = {"": 0, "1": 1, "2": 2, "p": PROXY_RANK}


def roll(spec: str) -> Roll:
    """Read seats such as "A B*3 C@north D- E!": weight 3, block north, vacant, absent.

    Every filled seat has a member, two alternates and a proxy. Where one seat is marked absent,
    the others are present; otherwise presence is unknown.
    """
    live = "!" in spec
    seats = []
    for word in spec.split():
        absent, vacant = "!" in word, "-" in word
        name, _, block = word.replace("!", "").replace("-", "").partition("@")
        name, _, weight = name.partition("*")
        people = [{"rank": rank, "person": f"{name}{mark}"} for mark, rank in RANKS.items()]
        seat: dict[str, Any] = {"seat": name, "people": [] if vacant else people}
        seat |= {"weight": int(weight or 1), "block": block or None}
        if live:
            seat["present"] = not absent
        seats.append(seat)
    return parse_roll(seats)


def ballots(spec: str) -> tuple[Ballot, ...]:
    """Read ballots such as "A:y B1:n Cp:a": the first alternate of B, the proxy of C."""
    cast = []
    for place, word in enumerate(spec.split()):
        who, _, choice = word.partition(":")
        seat, mark = who[0], who[1:]
        cast.append(
            {
                "ballot": f"{place}",
                "seat": seat,
                "person": f"{seat}{mark}",
                "rank": RANKS[mark],
                "choice": CHOICES[choice],
            }
        )
    return parse_ballots(cast)


def bound(compare: str, amount: str | int, base: str = "", **more: Any) -> dict[str, Any]:
    """Return a bound: a share such as "1/2" of a base, or a plain number."""
    of = {"base": base} if base else {}
    kind = {"number": amount} if isinstance(amount, int) else {"share": amount}
    return {"unit": "heads", "compare": compare, **kind, **of, **more}


def yes(compare: str, amount: str | int, base: str = "", **more: Any) -> dict[str, Any]:
    """Return a test that counts the votes in favour."""
    return {"count": "yes", **bound(compare, amount, base, **more)}


def no(compare: str, amount: str | int, base: str = "", **more: Any) -> dict[str, Any]:
    """Return a test that counts the votes against."""
    return {"count": "no", **bound(compare, amount, base, **more)}


def rules(passes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a rule set with all choices, without quorum unless one is given."""
    return {"v": 1, "choices": ALL, "passes": passes, **more}


MAJORITY = yes("more_than", "1/2", "yes_no")
TWO_THIRDS = yes("at_least", "2/3", "yes_no")
ABSOLUTE = yes("more_than", "1/2", "entitled")
LESS_ONE = no("at_most", 1)
EU = {
    "any": [
        {
            "all": [
                yes("at_least", "55/100", "entitled"),
                yes("at_least", "65/100", "entitled", unit="weight"),
            ]
        },
        {"count": "not_yes", **bound("fewer_than", 4, "entitled")},
    ]
}
BLOCKS = {"all": [MAJORITY, {**MAJORITY, "over": "each_block"}]}
HALF_VOTES = bound("more_than", "1/2", "entitled", made_by=["approve", "reservations", "reject"])
HALF_ANSWER = bound("at_least", "1/2", "entitled")
