"""What a moderator must say who hands a case to a lead."""

from __future__ import annotations

from typing import Final

from consult.core.errors import DomainError, N_

NOTE_MAX: Final = 2_000


class NoteMissing(DomainError):
    """Who hands a case on says what the lead should look at."""

    code = "note_missing"
    field = "note"
    message = N_("Say what the lead moderator should look at.")


class NoteTooLong(DomainError):
    """The note is longer than `NOTE_MAX` code points."""

    code = "note_too_long"
    field = "note"
    message = N_("The note may have at most %(limit)s characters.")


def require_note(note: str) -> None:
    """Raise `NoteMissing` or `NoteTooLong` unless the note can be handed on."""
    if not note:
        raise NoteMissing()
    if len(note) > NOTE_MAX:
        raise NoteTooLong(limit=NOTE_MAX)
