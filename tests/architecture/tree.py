"""The files of the project as the architecture tests read them, here or in a planted copy."""

from __future__ import annotations

import ast
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = ("consult", "moderation")
CODE = (*ROOMS, "deploy", "tests", ".ci")
MADE_BY_RUNS = {"__pycache__", "node_modules"}


def files(root: Path) -> list[Path]:
    """Return what belongs to the project: what git tracks or would, or all but what runs make."""
    if (root / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=root,
            capture_output=True,
            check=True,
        )
        names = listed.stdout.decode().split("\0")
        return sorted(path for name in names if name and (path := root / name).is_file())
    return sorted(path for path in root.rglob("*") if path.is_file() and _belongs(path, root))


def _belongs(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts
    hidden = any(part.startswith(".") and part not in {".ci"} for part in parts[:-1])
    return not hidden and MADE_BY_RUNS.isdisjoint(parts) and path.suffix not in {".mo", ".pyc"}


def named(path: Path, root: Path) -> str:
    """Return the path as people name it: from the project's root."""
    return path.relative_to(root).as_posix()


def python_files(root: Path, folders: tuple[str, ...] = CODE) -> Iterator[Path]:
    """Yield the Python files that people write in these folders; migrations are generated."""
    for path in files(root):
        parts = path.relative_to(root).parts
        if path.suffix == ".py" and "migrations" not in parts and parts[0] in folders:
            yield path


def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def plant(root: Path, name: str, text: str) -> None:
    """Write a file into a tree, with the folders it needs."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
