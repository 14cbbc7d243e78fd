"""Find what PDF files are made with, and install the system's where that is allowed.

    python -m deploy.find_pango [--install]

Needed are Pango with the libraries beside it, and fonts for the scripts that the tests print.
Says on standard error what is missing; without Pango the tests of PDF files are skipped with that
reason, and the platform offers none.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable

from consult.reporting.rules.printing import LIBRARIES

# DejaVu has Latin, Georgian and Arabic letters; Droid Fallback is the smallest font with Chinese.
PACKAGES = (
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "fontconfig",
    "fonts-dejavu-core",
    "fonts-droid-fallback",
)
SCRIPTS = {"Georgian": "ქართული", "Arabic": "العربية", "Chinese": "简体中文"}
MISSING = (
    "PDF files cannot be made: Pango was not found. Install it (on Debian and Ubuntu: "
    f"apt-get install {' '.join(PACKAGES)})"
)
WITHOUT_FONT = "There is no font for %s: a PDF shows boxes in place of its letters."


def find_pango() -> bool:
    """Say whether every library can be loaded."""
    return all(map(_loads, LIBRARIES))


def _loads(names: Iterable[str]) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def find_font(text: str) -> bool:
    """Say whether one font has all letters of a text, white space left out."""
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    letters = " ".join(f"{ord(letter):x}" for letter in sorted(set("".join(text.split()))))
    run = subprocess.run([lister, f":charset={letters}"], capture_output=True, check=False)
    return bool(run.stdout.strip())


def install_pango() -> None:
    """Install the system's packages where we are root and apt is the system's; never elsewhere."""
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0:
        return
    print("Installing Pango and fonts for the tests of PDF files …", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [apt, "install", "--yes", "--no-install-recommends", "-qq", *PACKAGES]
    for command in ([apt, "update", "-qq"], install):
        subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
        )


def main() -> None:
    """Say what is missing, after installing it where asked to and able to."""
    complete = find_pango() and all(map(find_font, SCRIPTS.values()))
    if not complete and "--install" in sys.argv[1:]:
        install_pango()
    if not find_pango():
        print(MISSING, file=sys.stderr)
        return
    for script, text in SCRIPTS.items():
        if not find_font(text):
            print(WITHOUT_FONT % script, file=sys.stderr)


if __name__ == "__main__":
    main()
