"""Find the Chromium that the browser tests drive, and install the system's where that is allowed.

    python -m deploy.find_chromium [--install]

Prints the path; prints nothing and says why on standard error where there is none, so that the
browser tests are skipped with that reason.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
MISSING = (
    "Browser tests are skipped: no Chromium was found. Install it (on Debian and Ubuntu: "
    "apt-get install chromium), or name it: make test CHROMIUM=/path/to/chromium"
)


def _runs(path: str) -> bool:
    """Say whether the program starts: a snap's placeholder of that name does not."""
    try:
        run = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0


def find_chromium() -> str | None:
    """Return the path of a Chromium that starts: the one named in CHROMIUM, else the system's."""
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        return found if found and _runs(found) else None
    found_on_path = [path for name in NAMES if (path := shutil.which(name))]
    installed = [place for place in PLACES if Path(place).is_file()]
    return next((path for path in [*found_on_path, *installed] if _runs(path)), None)


def install_chromium() -> None:
    """Install the system's package where we are root and apt is the system's; never elsewhere."""
    apt = shutil.which("apt-get")
    if os.environ.get("CHROMIUM") or not apt or os.geteuid() != 0:
        return
    print("Installing Chromium for the browser tests …", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [apt, "install", "--yes", "--no-install-recommends", "-qq", "chromium"]
    for command in ([apt, "update", "-qq"], install):
        subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
        )


def main() -> None:
    """Print where Chromium is, after installing it where asked to and able to."""
    path = find_chromium()
    if path is None and "--install" in sys.argv[1:]:
        install_chromium()
        path = find_chromium()
    if path is None:
        print(MISSING, file=sys.stderr)
    else:
        print(path)


if __name__ == "__main__":
    main()
