"""The settings and the server in a process of their own, with an environment of their own."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
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


def database_url() -> str:
    """Return the address by which a process of its own reaches the database of this test."""
    from django.db import connection

    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    at = f"{found['USER']}:{found['PASSWORD']}@{found['HOST']}:{found['PORT']}"
    return f"postgres://{at}/{found['NAME']}"


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


@contextlib.contextmanager
def another_process(
    first_line: str, code: list[str], data: Path, **changed: str
) -> Iterator[subprocess.Popen[str]]:
    """Yield a process that runs the code beside this one, once it has written its first line."""
    process = subprocess.Popen(
        [sys.executable, "-c", *code],
        cwd=PROJECT,
        env=environment(data, CONSULT_STATIC_COLLECTED="0", **changed),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == f"{first_line}\n"
        yield process
    finally:
        process.kill()
        process.wait(20)
        if process.stdout is not None:
            process.stdout.close()


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
