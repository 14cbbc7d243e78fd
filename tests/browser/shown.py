"""What a row of the table of pages says, and the words that the rows share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from consult.accounts.rules.roles import Role
from tests.browser.reach import Way, nothing_more
from tests.browser.world import ANONYMOUS

ROLES = tuple(str(role) for role in Role)
EVERYBODY = (ANONYMOUS, *ROLES)
SIGNED_IN = ROLES
NOBODY_YET = (ANONYMOUS,)
GUESTS = (ANONYMOUS,)
MODERATORS = ("moderator", "lead_moderator")
EDITORS = ("editor", "administrator")
RESPONDENTS = ("respondent", *EDITORS)
COUNCIL = ("council_member", "council_secretary", "observer", "administrator")
SECRETARY = ("council_secretary",)

REVIEW = {"review": "review"}
QUIET = {"review": "quiet"}
CHAPTER = {"review": "review", "chapter": "chapter"}
VERSION = {**CHAPTER, "number": "number"}
BLOCK = {**CHAPTER, "key": "block"}
DRAFTED = {"review": "review", "chapter": "drafted"}


@dataclass(frozen=True)
class Shown:
    """A page: its name, who sees it, the address to open, and what to do there.

    `ends_at` is the route on which the visitor stands in the end, where it is another one.
    """

    name: str
    visitors: tuple[str, ...]
    route: str
    filled: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    act: Way = nothing_more
    ends_at: str = ""
