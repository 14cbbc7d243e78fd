"""What a letter of appointment may be."""

from __future__ import annotations

from consult.core.errors import DomainError, N_

LARGEST_LETTER = 5 * 1024 * 1024
"""In bytes: a few scanned pages."""

_MEDIA_TYPES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
SUFFIXES = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


class LetterNotReadable(DomainError):
    """The file is no format that everybody can open in years to come."""

    code = "letter_not_readable"
    field = "file"
    message = N_("Upload the letter as a PDF file, or as a picture of it (PNG or JPEG).")


class LetterTooLarge(DomainError):
    """Letters lie in the database."""

    code = "letter_too_large"
    status = 413
    field = "file"
    message = N_("The letter is larger than 5 MB. Scan it in a lower resolution, or in grey.")


def media_type_of(data: bytes) -> str:
    """Return the media type that the leading bytes say; whatever the file's name says.

    The letter is kept as it came and only ever handed out as a file, so nothing here opens it.
    Raises `LetterTooLarge` or `LetterNotReadable`.
    """
    if len(data) > LARGEST_LETTER:
        raise LetterTooLarge()
    for start, media_type in _MEDIA_TYPES:
        if data.startswith(start):
            return media_type
    raise LetterNotReadable()
