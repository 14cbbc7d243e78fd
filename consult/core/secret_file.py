"""Secrets that are made once and kept in a file. Free of Django, since the settings need it."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path


def make_secret_file(path: Path, content: bytes) -> bool:
    """Write a secret to `path`, readable by its owner alone; say whether this call made the file.

    Never overwrites, and nobody ever reads half a secret: the whole content is on the disk under
    another name before it gets this one, and of two processes that start at once one wins.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists():
        return False
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        Path(draft).unlink()
    return True


def kept_secret(path: Path) -> str:
    """Return the secret kept at `path`, 86 characters that fit an address, made on first use.

    Of two processes that start at once one makes it and both return the same.
    """
    make_secret_file(path, secrets.token_urlsafe(64).encode("ascii"))
    return path.read_text(encoding="ascii").strip()
