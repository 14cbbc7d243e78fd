"""The page about roles says what the code's one table says."""

from __future__ import annotations

from pathlib import Path

from consult.accounts.rules.role_names import ROLE_NAMES, ROLE_PURPOSES
from consult.accounts.rules.roles import NEEDS_SECOND_FACTOR, PERMISSIONS, Role

PAGE = Path(__file__).parents[2] / "docs" / "roles.md"


def tables() -> list[list[list[str]]]:
    """Return the page's tables as rows of cells, without the lines of dashes."""
    found: list[list[list[str]]] = [[]]
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            found.append([])
        elif not line.startswith("| ---"):
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
    return [rows for rows in found if rows]


def test_each_permission_belongs_to_the_roles_that_the_code_gives_it() -> None:
    head, *rows = tables()[0]
    names = {ROLE_NAMES[role]: role for role in Role}

    assert head[2:] == [ROLE_NAMES[role] for role in Role]
    assert {cell for row in rows for cell in row[2:]} <= {"yes", ""}
    assert {
        row[1].strip("`"): frozenset(
            names[name] for name, cell in zip(head[2:], row[2:], strict=True) if cell
        )
        for row in rows
    } == PERMISSIONS


def test_each_role_is_named_with_its_purpose_and_whether_it_needs_a_second_factor() -> None:
    assert tables()[1][1:] == [
        [
            ROLE_NAMES[role],
            ROLE_PURPOSES[role],
            "needed" if role in NEEDS_SECOND_FACTOR else "not needed",
        ]
        for role in Role
    ]
