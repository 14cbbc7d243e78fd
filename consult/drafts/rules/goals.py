"""The 17 Goals and 169 targets of the 2030 Agenda, by their official codes.

Source of the codes: General Assembly resolution 70/1, and the global indicator framework in
resolution 71/313. The short names are ours, since the resolution gives whole paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GOALS = 17
TARGETS = 169


@dataclass(frozen=True, slots=True)
class Aim:
    """A Goal or a target: its code, such as "4" or "4.a", and its short name by language."""

    code: str
    names: Mapping[str, str]

    @property
    def goal(self) -> str:
        """Return the code of the Goal that it is or belongs to."""
        return goal_of(self.code)

    @property
    def is_goal(self) -> bool:
        """Say whether it is a Goal and not a target."""
        return "." not in self.code

    def name_in(self, language: str) -> str:
        """Return the short name in the language, in English where there is none."""
        return self.names.get(language) or self.names["en"]


def goal_of(code: str) -> str:
    """Return the code of the Goal that a code belongs to."""
    return code.partition(".")[0]


def in_order(code: str) -> tuple[int, bool, int, str]:
    """Return a key that sorts codes as the resolution does: 4, 4.1, … 4.10, 4.a."""
    goal, _, target = code.partition(".")
    if not target:
        return int(goal), False, 0, ""
    return int(goal), target.isalpha(), int(target) if target.isdigit() else 0, target


def read_aims(lines: Iterable[str]) -> dict[str, Aim]:
    """Return the aims of a table with tabs: a line of languages, then a line for each code.

    Raises ValueError where a line has other columns than the first.
    """
    rows = [line.rstrip("\n").split("\t") for line in lines]
    _code, *languages = rows[0]
    aims = {code: Aim(code, dict(zip(languages, names, strict=True))) for code, *names in rows[1:]}
    return dict(sorted(aims.items(), key=lambda found: in_order(found[0])))


def typed_codes(typed: str) -> list[str]:
    """Return the codes that somebody typed, separated by commas, spaces or line ends.

    People write them as "SDG 4", "Goal 4.A", "4.1": letters are folded, and words dropped.
    """
    found = re.findall(r"(?<![\w.])[0-9]+(?:\.[0-9a-z]+)?(?![\w.])", typed.lower())
    return list(dict.fromkeys(found))
