"""A PDF of a document, made in a process of its own."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from consult.reporting.rules.printing import LIBRARIES, WALL_SECONDS

PROJECT = Path(__file__).resolve().parents[3]

START_CHILD = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); "
    "runpy.run_module('consult.reporting.rules.printing', run_name='__main__')"
)
"""Isolated mode (-I) takes neither the working folder nor PYTHONPATH, so the place of the
project is handed over as an argument."""

PASSED_ON = ("DYLD_FALLBACK_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH")
"""All that the child gets of the environment: where libraries and fonts are."""


class PdfFailed(RuntimeError):
    """The process that makes PDFs ended without one; the message holds the end of what it said."""


@cache
def pdf_available() -> bool:
    """Say whether the system's libraries for PDF, above all Pango, are installed."""
    return all(map(_loads, LIBRARIES))


def _loads(names: Iterable[str]) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def pdf_of(document: str) -> bytes:
    """Return the PDF of an HTML document; nothing is fetched and nothing stored.

    The child has limits on memory and time, so that neither its memory nor its work weighs on the
    process that serves pages. Raises `PdfFailed`.
    """
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", START_CHILD, str(PROJECT)]
    try:
        child = subprocess.run(
            command,
            input=document.encode(),
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
            cwd="/",
        )
    except subprocess.TimeoutExpired:
        raise PdfFailed(f"not made within {WALL_SECONDS} seconds") from None
    if child.returncode or not child.stdout.startswith(b"%PDF-"):
        said = child.stderr.decode(errors="replace")[-2000:]
        raise PdfFailed(f"ended with {child.returncode}: {said}")
    return child.stdout
