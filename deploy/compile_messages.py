"""Compile the message catalogues with Babel, so that no system gettext is needed to run.

    python -m deploy.compile_messages [FOLDER]

A catalogue that is newer than its source is left alone. Fuzzy messages stay out: a guessed
translation is worse than the English sentence.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PROJECT = Path(__file__).resolve().parents[1]


def compile_messages(folder: Path) -> list[Path]:
    """Write each `.mo` that is missing or older than its `.po`; return those written.

    A catalogue is replaced in one move, so that a server reading it never sees half of one.
    """
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parents[1].name, abort_invalid=True)
        fresh = target.with_suffix(f".mo.{os.getpid()}")
        with fresh.open("wb") as file:
            write_mo(file, catalogue, use_fuzzy=False)
        fresh.replace(target)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_messages(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "locale")
