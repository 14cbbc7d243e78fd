"""The tree shows the domain, and holds nothing that belongs to one machine or is left undone."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from tests.architecture.tree import PROJECT, files, named, plant

TOP_LEVEL = {
    "LICENSE",
    "Makefile",
    "README.md",
    "benchmarks",
    "consult",
    "deploy",
    "docs",
    "locale",
    "manage.py",
    "moderation",
    "pyproject.toml",
    "templates",
    "tests",
}
WITHOUT_ROOM = {"config", "core", "ledger", "verify"}
TEXT_ENDINGS = {".css", ".html", ".js", ".json", ".md", ".po", ".py", ".toml", ".txt", ".yaml", ""}
# Written so that these expressions do not find themselves.
OF_ONE_MACHINE = re.compile(
    r"(?<![\w.])/(?:work|farm|tm[p]|home|root)/\w"
    r"|pypi\.org|files\.pythonhosted|registry\.npmjs|deb\.debian|conda\.anaconda"
)
LEFT_UNDONE = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X]|NotImplemented[E]rror)\b")


def _found(root: Path, pattern: re.Pattern[str], endings: set[str]) -> list[str]:
    hits = []
    for path in files(root):
        if path.suffix not in endings or "vendor" in path.parts:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if pattern.search(line):
                hits.append(f"{named(path, root)}:{number} {line.strip()[:80]}")
    return hits


def strangers(root: Path) -> set[str]:
    """Return the names beside the fixed ones at the top of the tree; dotfiles may stand there."""
    tops = {path.relative_to(root).parts[0] for path in files(root)}
    return {top for top in tops if not top.startswith(".")} - TOP_LEVEL


def contracts(root: Path) -> dict[str, Any]:
    """Return import-linter's contracts by their id."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def rooms(root: Path) -> set[str]:
    """Return the packages that are rooms of the house."""
    inner = {f"consult.{path.parent.name}" for path in (root / "consult").glob("*/__init__.py")}
    return inner | ({"moderation"} if (root / "moderation" / "__init__.py").exists() else set())


def test_nothing_stands_beside_the_fixed_names() -> None:
    assert strangers(PROJECT) == set()


def test_every_room_stands_in_the_order_of_rooms() -> None:
    layers = contracts(PROJECT)["rooms"]["layers"]
    standing = {name.strip(" ()") for layer in layers for name in layer.split("|")}
    assert rooms(PROJECT) - standing == set()


def test_every_room_is_layered_inside() -> None:
    known = contracts(PROJECT)
    layered = {*known["inside"]["containers"], *known["inside-core"]["containers"]}
    expected = rooms(PROJECT) - {f"consult.{name}" for name in WITHOUT_ROOM} | {"consult.core"}
    assert layered == expected


def test_no_file_names_a_machine_or_a_registry() -> None:
    assert _found(PROJECT, OF_ONE_MACHINE, TEXT_ENDINGS) == []


def test_nothing_is_left_undone() -> None:
    assert _found(PROJECT, LEFT_UNDONE, {".py", ".html", ".js", ".css"}) == []


def test_planted_strangers_are_named(tmp_path: Path) -> None:
    plant(tmp_path, "helpers/__init__.py", "")
    plant(tmp_path, "consult/attic/__init__.py", "")
    plant(
        tmp_path,
        "docs/setup.md",
        "Unpack it in /ho" + "me/ada/consult.\nThen https://example.org.\n",
    )
    plant(tmp_path, "consult/attic/views.py", "x = 1  # TO" + "DO: more\n")
    assert strangers(tmp_path) == {"helpers"}
    assert rooms(tmp_path) == {"consult.attic"}
    assert [hit.split(" ")[0] for hit in _found(tmp_path, OF_ONE_MACHINE, TEXT_ENDINGS)] == [
        "docs/setup.md:1"
    ]
    assert [hit.split(" ")[0] for hit in _found(tmp_path, LEFT_UNDONE, {".py"})] == [
        "consult/attic/views.py:1"
    ]
