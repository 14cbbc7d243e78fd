"""Bring everything that `make run` serves up to date, then say where it is and who may sign in.

    python -m deploy.prepare_run PORT

The database, the cache's table, the signing key, the message catalogues, the style sheets and the
demonstration: each is made where it is missing and left alone where it is current, so that a
second start takes seconds and keeps the data.
"""

from __future__ import annotations

import hashlib
import os
import socket
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consult.config.settings")

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.staticfiles.finders import get_finders  # noqa: E402
from django.core.management import call_command  # noqa: E402

from deploy.compile_messages import compile_messages  # noqa: E402


def require_free_port(port: int) -> None:
    """Stop with a sentence where somebody else serves on this port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            sys.exit(
                f"Port {port} cannot be used ({error.strerror}). "
                f"Choose another: make run PORT={port + 1}"
            )


def static_fingerprint() -> str:
    """Return a hash of the names, sizes and times of all static files."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect_static() -> None:
    """Hash and compress the static files, unless none has changed since the last time."""
    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name("static.stamp")
    current = static_fingerprint()
    if root.is_dir() and stamp.is_file() and stamp.read_text() == current:
        return
    print("Collecting style sheets and scripts …", flush=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(current)


def main() -> None:
    """Prepare a run on the port named on the command line."""
    port = int(sys.argv[1])
    require_free_port(port)
    compile_messages(PROJECT / "locale")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        call_command("ledger_key", stdout=nowhere)
    collect_static()
    call_command("demo")
    print(f"\nServing on {settings.BASE_URL} – stop with Ctrl+C.", flush=True)


if __name__ == "__main__":
    main()
