"""Links: how many, to how many hosts, and whether a shortener hides where they lead."""

from __future__ import annotations

import re
from typing import Final

from consult.core.errors import N_
from moderation.rules.signals.finding import Detector, Finding, Submitted, spanned

_LINK: Final = re.compile(r"(?:https?://|(?<![\w./@])www\.)([^\s/?#<>\"'()\[\]]{1,253})", re.I)
_SHORTENERS: Final = frozenset(
    {
        "bit.ly", "buff.ly", "cutt.ly", "goo.gl", "is.gd", "lnkd.in", "ow.ly", "rb.gy",
        "rebrand.ly", "shorturl.at", "t.co", "t.ly", "tiny.cc", "tinyurl.com", "v.gd",
    }
)  # fmt: skip
# A source or two is good conduct, and is told without weight.
_EACH, _MOST, _SHORTENED = 5, 50, 40


def _look(submitted: Submitted) -> Finding | None:
    found = list(_LINK.finditer(submitted.text))
    if not found:
        return None
    hosts = {_host(match.group(1)) for match in found}
    shortened = len(hosts & _SHORTENERS)
    score = min(_EACH * len(found), _MOST) + (_SHORTENED if shortened else 0)
    values = {"count": len(found), "hosts": len(hosts), "shortened": shortened}
    return Finding(score, values, spanned([match.span() for match in found]))


def _host(said: str) -> str:
    return said.rpartition("@")[2].partition(":")[0].casefold().removeprefix("www.").rstrip(".,;")


LINKS: Final = Detector(
    "links",
    1,
    N_("Links in the text: %(count)s. Different sites: %(hosts)s. Shorteners: %(shortened)s."),
    _look,
)
