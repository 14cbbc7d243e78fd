"""The settings and the server in a process of their own, with an environment of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
OURS = ("CONSULT_", "DJANGO_", "LEDGER_", "DATABASE_", "REDIS_", "EMAIL_", "BASE_", "SECRET_")


def environment(data: Path, **changed: str) -> dict[str, str]:
    """Return what a service manager would give the process: nothing of ours but what is named."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {
        **kept,
        "CONSULT_DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "consult.config.settings",
        **changed,
    }


def python(
    code: list[str], data: Path, *, check: bool = True, **changed: str
) -> subprocess.CompletedProcess[str]:
    """Run Python in the project and return what it wrote."""
    done = subprocess.run(
        [sys.executable, *code],
        cwd=PROJECT,
        env=environment(data, **changed),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if check and done.returncode:
        raise AssertionError(done.stdout + done.stderr)
    return done


def settings_in(data: Path, *names: str, **changed: str) -> dict[str, Any]:
    """Return the values of settings as a fresh process reads them."""
    code = (
        "import json; from django.conf import settings; "
        f"print(json.dumps({{name: getattr(settings, name, None) for name in {names!r}}}, "
        "default=str))"
    )
    found: dict[str, Any] = json.loads(python(["-c", code], data, check=True, **changed).stdout)
    return found


def manage(data: Path, *arguments: str, check: bool = True, **changed: str) -> Any:
    """Run a management command in a process of its own."""
    return python(["manage.py", *arguments], data, check=check, **changed)
