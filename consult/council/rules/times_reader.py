"""Reading the times of a motion from plain values, strictly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consult.council.rules.conduct import read_duration
from consult.council.rules.errors import TimesMalformed
from consult.council.rules.timing import Extension, Interruption, Times, read_instant

_OF_VOTE = {"opens_at", "closes_at", "extensions", "outages"}
_OF_MOTION = {*_OF_VOTE, "noticed_at", "told"}


def parse_vote_times(data: Any) -> Times:
    """Read the times of the vote after broken silence, of which no further notice is given."""
    _require_object(data, "motion.vote", _OF_VOTE)
    return parse_times(data, "motion.vote")


def parse_times(data: Any, path: str = "motion") -> Times:
    """Read times; `closes_at` must be there. Raises TimesMalformed with the path of what is wrong.

    Refuses a motion that closes before it opens, or opens before it is noticed.
    """
    _require_object(data, path, _OF_MOTION)
    opens, noticed = (
        None if data.get(name) is None else read_instant(data[name], f"{path}.{name}")
        for name in ("opens_at", "noticed_at")
    )
    closes = read_instant(data.get("closes_at"), f"{path}.closes_at")
    if opens is not None and closes <= opens:
        raise TimesMalformed(path=f"{path}.closes_at", reason="it is not after the opening")
    if opens is not None and noticed is not None and opens < noticed:
        raise TimesMalformed(path=f"{path}.noticed_at", reason="it is after the opening")
    told = data.get("told")
    if told is not None and not isinstance(told, Mapping):
        reason = "it is no object of an instant for each seat"
        raise TimesMalformed(path=f"{path}.told", reason=reason)
    return Times(
        closes_at=closes,
        opens_at=opens,
        noticed_at=noticed,
        extensions=tuple(
            _extension(each, where) for each, where in _listed(data, path, "extensions")
        ),
        outages=tuple(_outage(each, where) for each, where in _listed(data, path, "outages")),
        told=(
            None
            if told is None
            else {seat: read_instant(at, f"{path}.told.{seat}") for seat, at in told.items()}
        ),
    )


def _listed(data: Mapping[str, Any], path: str, name: str) -> list[tuple[Any, str]]:
    listed = data.get(name, [])
    if not isinstance(listed, list):
        raise TimesMalformed(path=f"{path}.{name}", reason="it is no list")
    return [(each, f"{path}.{name}[{place}]") for place, each in enumerate(listed)]


def _extension(data: Any, path: str) -> Extension:
    _require_object(data, path, {"decided_at", "closes_at", "by"})
    decided, closes, by = (data.get(name) for name in ("decided_at", "closes_at", "by"))
    added = read_duration(by) if isinstance(by, str) else None
    if (closes is None) == (by is None) or (by is not None and added is None):
        reason = 'it has either closes_at, an instant, or by, a duration such as "PT24H"'
        raise TimesMalformed(path=path, reason=reason)
    return Extension(
        decided_at=None if decided is None else read_instant(decided, f"{path}.decided_at"),
        closes_at=None if closes is None else read_instant(closes, f"{path}.closes_at"),
        by=added,
    )


def _outage(data: Any, path: str) -> Interruption:
    _require_object(data, path, {"since", "until"})
    since = read_instant(data.get("since"), f"{path}.since")
    until = read_instant(data.get("until"), f"{path}.until")
    if until < since:
        raise TimesMalformed(path=f"{path}.until", reason="it is before the beginning")
    return Interruption(since, until)


def _require_object(data: Any, path: str, known: set[str]) -> None:
    if not isinstance(data, Mapping):
        raise TimesMalformed(path=path, reason="it is no object")
    for name in data:
        if name not in known:
            raise TimesMalformed(path=f"{path}.{name}", reason="it is not known here")
