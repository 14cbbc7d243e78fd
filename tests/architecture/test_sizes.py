"""A module fits in the head and a function on a screen."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.tree import PROJECT, named, parsed, plant, python_files

MODULE_LINES = 300
FUNCTION_LINES = 50


def long_modules(root: Path) -> list[str]:
    """Name each module over the limit, with its length."""
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(root)
    }
    return [
        f"{named(path, root)}: {length} lines"
        for path, length in lengths.items()
        if length > MODULE_LINES
    ]


def long_functions(root: Path) -> list[str]:
    """Name each function over the limit, with its length from `def` to its last line."""
    return [
        f"{named(path, root)}:{node.lineno} {node.name}: {length} lines"
        for path in python_files(root)
        for node in ast.walk(parsed(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    assert long_modules(PROJECT) == []


def test_no_function_is_longer_than_fifty_lines() -> None:
    assert long_functions(PROJECT) == []


def test_a_planted_long_module_is_named(tmp_path: Path) -> None:
    plant(tmp_path, "consult/fits.py", "x = 1\n" * MODULE_LINES)
    plant(tmp_path, "consult/long.py", "x = 1\n" * (MODULE_LINES + 1))
    assert long_modules(tmp_path) == ["consult/long.py: 301 lines"]


def test_a_planted_long_function_is_named(tmp_path: Path) -> None:
    fits = "def fits():\n" + "    x = 1\n" * (FUNCTION_LINES - 1)
    long = "class A:\n    async def long(self):\n" + "        x = 1\n" * FUNCTION_LINES
    plant(tmp_path, "moderation/views.py", fits + "\n\n" + long)
    assert long_functions(tmp_path) == ["moderation/views.py:54 long: 51 lines"]
