"""Rules, the ledger and the verifier work where Django is not installed, and know no clock."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import PROJECT, ROOMS, named, parsed, plant, python_files

# Called on anything, these read the clock; named anywhere, these modules reach outside.
CLOCK = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "localtime", "gmtime"}
CLOCKS = {"datetime", "date", "time", "timezone"}
OUTSIDE = {"random", "requests", "secrets", "socket", "sqlite3", "subprocess", "urllib.request"}

WITHOUT_DJANGO = """
import importlib, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "asgiref", "channels", "allauth"}:
            raise ModuleNotFoundError(f"{name} is not installed here", name=name)

sys.meta_path.insert(0, Absent())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def pure_files(root: Path) -> Iterator[Path]:
    """Yield the files that must stay pure; a `__main__` may read a file and the clock."""
    for path in python_files(root, ROOMS):
        parts = path.relative_to(root).parts
        pure = "rules" in parts or parts[:2] == ("consult", "ledger")
        if pure and path.name != "__main__.py":
            yield path


def impurities(root: Path) -> list[str]:
    """Name each line of a pure file that reads the clock, opens a file or reaches outside."""
    found = []
    for path in pure_files(root):
        for node in ast.walk(parsed(path)):
            what = _impurity(node)
            if what:
                found.append(f"{named(path, root)}:{getattr(node, 'lineno', 0)} {what}")
    return found


def _impurity(node: ast.AST) -> str | None:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        names = [name.name for name in node.names]
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{name}" for name in names)]
        return next((f"imports {name}" for name in names if name in OUTSIDE), None)
    if not isinstance(node, ast.Call):
        return None
    match node.func:
        case ast.Name(id="open" | "print" | "input"):
            return f"calls {node.func.id}"
        case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner in CLOCKS:
            return f"calls {owner}.{name}" if name in CLOCK else None
    return None


def modules_without_django(root: Path) -> list[str]:
    """Return the names of the modules that must load without Django."""
    paths = [*pure_files(root), *(root / "consult" / "verify").rglob("*.py")]
    names = {".".join(path.relative_to(root).with_suffix("").parts) for path in paths}
    return sorted(name.removesuffix(".__init__") for name in names if "__main__" not in name)


def load(root: Path) -> subprocess.CompletedProcess[str]:
    """Import every such module in a Python that finds no Django."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, *modules_without_django(root)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
    )


def test_pure_code_reads_no_clock_and_reaches_nothing_outside() -> None:
    # Salts come from the system's random source, in the one place that makes them.
    salts = "consult/ledger/commitment.py"
    assert [line for line in impurities(PROJECT) if not line.startswith(f"{salts}:")] == []


def test_pure_code_loads_without_django() -> None:
    run = load(PROJECT)
    assert (run.returncode, run.stderr) == (0, "")


def test_planted_impurities_are_named(tmp_path: Path) -> None:
    for package in ("consult", "consult/council", "consult/council/rules"):
        plant(tmp_path, f"{package}/__init__.py", "")
    plant(
        tmp_path,
        "consult/council/rules/planted.py",
        "from datetime import datetime\n"
        "import secrets\n"
        "def late(closes_at):\n"
        "    return closes_at < datetime.now()\n"
        "def read(name):\n"
        "    return open(name).read()\n",
    )
    plant(tmp_path, "consult/council/rules/lazy.py", "from django.db import models\n")
    assert impurities(tmp_path) == [
        "consult/council/rules/planted.py:2 imports secrets",
        "consult/council/rules/planted.py:4 calls datetime.now",
        "consult/council/rules/planted.py:6 calls open",
    ]
    run = load(tmp_path)
    assert run.returncode == 1
    assert "django is not installed here" in run.stderr
