"""What a PDF may be, and the typed refusals of what it may not be."""

from __future__ import annotations

from typing import Final

from consult.core.errors import N_
from consult.drafts.rules.upload import FileEmpty, UploadRefused

MAX_PAGES: Final = 1_000
"""The longest of the published reviews have some 350 pages."""

MAX_CHARACTERS: Final = 1_500_000
"""Of all pages together: 350 full pages have about a million."""

CHILD_MEMORY_BYTES: Final = 384 * 1024 * 1024
"""Address space of the process that reads: the interpreter, the library, the file and one page.
Pictures are never unpacked for their text, and a bomb is stopped the sooner the lower this is."""

WINDOW: Final = 1024
"""Readers of PDF accept its mark anywhere in the first 1,024 bytes."""


class NotAPdf(UploadRefused):
    """The bytes are no PDF, whatever the file's name says."""

    code = "not_a_pdf"
    message = N_("This is not a PDF file. Export the designed report as PDF and upload that file.")


class PdfEncrypted(UploadRefused):
    """A password is needed to open it."""

    code = "pdf_encrypted"
    message = N_("This PDF is protected by a password. Export it without one and upload it again.")


class PdfBroken(UploadRefused):
    """Damaged, cut off, or such that the library gave up or needed more memory than it may use."""

    code = "pdf_broken"
    message = N_(
        "This PDF is damaged, incomplete or far too complicated to be read. Export it again and "
        "upload the new file."
    )


class PdfTimedOut(UploadRefused):
    """Reading took longer than the limit."""

    code = "pdf_timed_out"
    message = N_(
        "Reading this PDF took too long, so it was stopped. Export the chapter by itself and "
        "upload that file."
    )


class PdfTooLong(UploadRefused):
    """More pages or more text than the limit."""

    code = "pdf_too_long"
    message = N_(
        "This PDF has more than %(pages)s pages or %(characters)s characters. Export the chapter "
        "by itself and upload that file."
    )

    @classmethod
    def by_limits(cls) -> PdfTooLong:
        """Return the refusal with the limits that hold."""
        return cls(pages=MAX_PAGES, characters=MAX_CHARACTERS)


class PdfWithoutText(FileEmpty):
    """Pictures of pages: no text can be read from them."""

    message = N_(
        "No text can be read from this PDF: its pages are pictures, or its letters are drawn as "
        "shapes. Export it with its text and upload it again."
    )


PDF_REFUSALS: dict[str, type[UploadRefused]] = {
    refusal.__name__: refusal
    for refusal in (NotAPdf, PdfEncrypted, PdfBroken, PdfTooLong, PdfWithoutText)
}
"""What the child may refuse, by class name."""
