"""Copies that take time to make, kept as files named by what they hold."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from consult.core.languages import shown
from consult.ledger.canonical import canonical_bytes
from consult.reporting.exports.style import style
from consult.reporting.selectors import Copy, erased_after

# Goes up whenever the same text gives another file.
FORM_VERSION = 1
# With comments, a file this old is still handed out: while moderators publish one comment after
# the other, nobody would ever get a file that is of this very second.
FRESH_SECONDS = 60
KEPT_SECONDS = 30 * 24 * 60 * 60
_DIGITS = 32
# Where the state of the comments stands in the name of a copy without any. A copy with comments
# has an entry's index there, and no review's first entry is about a comment.
_WITHOUT_COMMENTS = "0"


class Form(StrEnum):
    """The forms that a copy is handed out in, by the ending of the file."""

    HTML = "html"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A finished file, with the tag by which browsers know it again."""

    path: Path
    tag: str
    size: int


def copy_key(copy: Copy, form: Form) -> str:
    """Return the name of a copy's file: what it holds, a dot, and the state of its comments.

    Two copies of one name hold the same text in the same dress, so that a file is never served
    for another text than the one asked for.
    """
    with override(copy.labels):
        held = {
            "form": f"{form} {FORM_VERSION}",
            "style": hashlib.sha256(style().encode()).hexdigest(),
            "site": settings.BASE_URL,
            "review": [shown(copy.review, "title").text, shown(copy.review, "country").text],
            "zone": copy.review.timezone,
            "language": copy.language,
            "labels": copy.labels,
            "whole": copy.whole,
            "texts": [
                [shown(copied.chapter, "title").text, copied.rendering.sha256]
                for copied in copy.chapters
            ],
            "comments": copy.with_comments,
        }
    digest = hashlib.sha256(canonical_bytes(held)).hexdigest()[:_DIGITS]
    state = copy.comments_as_of[0] if copy.comments_as_of else _WITHOUT_COMMENTS
    return f"{digest}.{state}"


def kept_file(copy: Copy, form: Form) -> KeptFile | None:
    """Return the copy's file where it has been made, else None.

    With comments, one that is up to a minute older than the last change will do, unless something
    was erased since.
    """
    key = copy_key(copy, form)
    exact = file_named(f"{key}.{form}")
    if exact is not None:
        return exact
    if not copy.with_comments:
        return None
    newest = max(_made(key, form), key=lambda path: path.stat().st_mtime, default=None)
    if newest is None or newest.stat().st_mtime < time.time() - FRESH_SECONDS:
        return None
    if erased_after(copy.review, int(newest.name.split(".")[1])):
        return None
    return _found(newest)


def keep(copy: Copy, form: Form, content: bytes) -> KeptFile:
    """Keep the file of a copy: see `keep_named`."""
    return keep_named(f"{copy_key(copy, form)}.{form}", content)


def file_named(name: str) -> KeptFile | None:
    """Return the file that was kept under a name, else None."""
    path = _folder() / name
    return _found(path) if path.is_file() else None


def keep_named(name: str, content: bytes) -> KeptFile:
    """Keep a file; nobody ever reads half of it. What was made a month ago is removed.

    The name says what the file holds, such as a hash of it with an ending.
    """
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, draft = tempfile.mkstemp(dir=folder, prefix=".")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    path = Path(draft).rename(folder / name)
    _sweep(folder)
    return _found(path)


def forget_copies() -> int:
    """Remove every kept copy with comments, of any review; return how many there were.

    For when something was erased. What is being made at this moment is thrown away by whoever
    makes it: see `consult.reporting.tasks`.
    """
    removed = 0
    for path in _folder().glob("*"):
        if path.name.split(".")[1:2] != [_WITHOUT_COMMENTS]:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def throw_away(copy: Copy, kept: KeptFile) -> bool:
    """Remove a file again if something was erased while it was made; say whether it was."""
    if copy.comments_as_of is None or not erased_after(copy.review, copy.comments_as_of[0]):
        return False
    kept.path.unlink(missing_ok=True)
    return True


def _made(key: str, form: Form) -> Iterator[Path]:
    """Yield the files of a copy in whatever state of its comments."""
    held = key.partition(".")[0]
    return _folder().glob(f"{held}.*.{form}")


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "exports"


def _found(path: Path) -> KeptFile:
    return KeptFile(path, path.name, path.stat().st_size)


def _sweep(folder: Path) -> None:
    """Remove what was made a month ago: whoever wants it again has it made again."""
    oldest = time.time() - KEPT_SECONDS
    for path in folder.iterdir():
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
        except FileNotFoundError:
            continue
