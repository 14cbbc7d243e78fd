"""Make the virtual environment and install what the lock file names, unless that is done already.

    python3 deploy/make_environment.py users|developers [FOLDER]

Runs on the system's Python with nothing installed, and still speaks on one that is too old. A
stamp in the environment holds the lock file's hash, so that a second call takes no time. pip asks
whatever index it is configured for; the hashes decide what is accepted.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
LOCKS = Path(__file__).resolve().parent / "requirements"


def require_python() -> None:
    """Go on under a newer Python where this one is too old, or say what is needed."""
    if sys.version_info >= OLDEST:
        return
    for name in NEWER:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *sys.argv])
    sys.exit(
        "Consult needs Python {}.{} or newer, and this is {}.{}. Install a newer one, or name it: "
        "make PYTHON=/path/to/python3".format(*OLDEST, *sys.version_info[:2])
    )


def fingerprint(lock: Path) -> str:
    """Return what an environment must have been made from to be up to date."""
    version = "{}.{}".format(*sys.version_info[:2])
    return f"{version} {hashlib.sha256(lock.read_bytes()).hexdigest()}"


def is_current(folder: Path, kind: str) -> bool:
    """Say whether the environment holds the lock file's packages; developers' include users'."""
    kinds = ("users", "developers") if kind == "users" else ("developers",)
    for name in kinds:
        stamp = folder / f"consult-{name}.stamp"
        if stamp.is_file() and stamp.read_text() == fingerprint(LOCKS / (name + ".txt")):
            return works(folder)
    return False


def works(folder: Path) -> bool:
    """Say whether the environment's own Python runs; it ends with the Python it was made from."""
    python = folder / "bin" / "python"
    if not python.exists():
        return False
    program = "import sys; print('{}.{}'.format(*sys.version_info[:2]))"
    run = subprocess.run([str(python), "-c", program], capture_output=True, text=True, check=False)
    return run.returncode == 0 and run.stdout.strip() == "{}.{}".format(*sys.version_info[:2])


def make(folder: Path) -> None:
    """Make an empty environment with pip, replacing one that does not work."""
    print(f"Making the environment in {folder} …", flush=True)
    run = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode != 0:
        sys.exit(
            f"The environment could not be made: {(run.stdout + run.stderr).strip()}\n"
            "On Debian and Ubuntu, install python3-venv and try again."
        )


def install(folder: Path, kind: str) -> None:
    """Install exactly what the lock file names, each file checked against its hash."""
    lock = LOCKS / (kind + ".txt")
    print(f"Installing what {kind} needs; this takes a minute or two …", flush=True)
    python = str(folder / "bin" / "python")
    options = ["--disable-pip-version-check", "--no-input", "--quiet"]
    command = [python, "-m", "pip", "install", *options, "--require-hashes", "--no-deps"]
    if subprocess.run([*command, "-r", str(lock)], check=False).returncode != 0:
        sys.exit(
            "The packages could not be installed. Check that this machine reaches the package "
            "index that pip is configured for, and try again."
        )
    (folder / f"consult-{kind}.stamp").write_text(fingerprint(lock))


def main() -> None:
    """Bring the environment up to date for the kind of people named on the command line."""
    require_python()
    if len(sys.argv) not in {2, 3} or sys.argv[1] not in {"users", "developers"}:
        sys.exit("Say for whom: make_environment.py users|developers [FOLDER]")
    kind = sys.argv[1]
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else ".venv")
    if is_current(folder, kind):
        return
    if not works(folder):
        make(folder)
    install(folder, kind)


if __name__ == "__main__":
    main()
