"""mypy, as the project configures it, would see a wrong type and a missing annotation."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import PROJECT, plant

PLANTED = """from consult.reviews.models import Review


def slug_of(review: Review) -> int:
    return review.slug


def bare(x):
    return x
"""


def test_planted_type_errors_are_named(tmp_path: Path) -> None:
    """The copied settings leave the annotations of rooms as they are and judge one more file."""
    plant(tmp_path, "planted.py", PLANTED)
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--config-file=pyproject.toml",
            f"--cache-dir={PROJECT / '.mypy_cache'}",
            "--no-error-summary",
            "--follow-imports=silent",
            "planted.py",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "MYPYPATH": str(PROJECT), "PYTHONPATH": str(PROJECT)},
    )
    told = [line for line in run.stdout.splitlines() if line.startswith("planted.py")]
    assert told == [
        'planted.py:5: error: Incompatible return value type (got "str", expected "int")'
        "  [return-value]",
        "planted.py:8: error: Function is missing a type annotation  [no-untyped-def]",
    ], run.stdout + run.stderr
