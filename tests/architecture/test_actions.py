"""Every write runs in a transaction that somebody opened on purpose."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.tree import PROJECT, ROOMS, named, parsed, plant, python_files

FRAMES = {"command", "step"}
READS_ONLY = "Reads only."


def _is_framed(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    names = {node.id for node in function.decorator_list if isinstance(node, ast.Name)}
    return bool(names & FRAMES) or (ast.get_docstring(function) or "").startswith(READS_ONLY)


def unframed_actions(root: Path) -> list[str]:
    """Name each public function of an actions module that carries neither @command nor @step.

    One that writes nothing says so: its docstring begins with «Reads only.».
    """
    return [
        f"{named(path, root)}:{node.lineno} {node.name}"
        for path in python_files(root, ROOMS)
        if "actions" in path.relative_to(root).with_suffix("").parts
        for node in parsed(path).body
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and not node.name.startswith("_")
        and not _is_framed(node)
    ]


def borrowed_frames(root: Path) -> list[str]:
    """Name each module that takes `command` or `step` from anywhere but `core.transactions`."""
    return [
        f"{named(path, root)}:{node.lineno}"
        for path in python_files(root, ROOMS)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom)
        and node.module != "consult.core.transactions"
        and any((name.asname or name.name) in FRAMES for name in node.names)
    ]


def test_each_public_action_is_a_command_or_a_step() -> None:
    assert unframed_actions(PROJECT) == []
    assert borrowed_frames(PROJECT) == []


def test_a_planted_action_without_a_frame_is_named(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "consult/comments/actions/post.py",
        "from elsewhere import step\n\n\n"
        "@step\ndef fine():\n    ...\n\n\n"
        "def read():\n    '''Reads only. Nothing is written.'''\n\n\n"
        "def _own():\n    ...\n\n\n"
        "def bare():\n    ...\n",
    )
    assert unframed_actions(tmp_path) == ["consult/comments/actions/post.py:17 bare"]
    assert borrowed_frames(tmp_path) == ["consult/comments/actions/post.py:1"]
