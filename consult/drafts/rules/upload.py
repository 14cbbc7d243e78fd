"""What an uploaded file may be, and the typed refusals of what it may not be.

The limits stand here, once, because the parent checks some before it starts the child and the
child checks the rest.
"""

from __future__ import annotations

from consult.core.errors import DomainError, N_

MEBIBYTE = 1024 * 1024

MAX_UPLOAD_BYTES = 20 * MEBIBYTE
"""A chapter with its pictures is a few megabytes; the largest of the published reviews fit."""

MAX_MEMBERS = 2_000
"""Word writes some twenty parts and one for each picture."""

MAX_DIRECTORY_BYTES = MEBIBYTE
"""The list of members at the end of the archive, looked at before it is read: 2,000 take 200 KB."""

MAX_UNPACKED_BYTES = 256 * MEBIBYTE
"""All members together, by their headers; pictures are counted though never inflated."""

MAX_PART_BYTES = 32 * MEBIBYTE
"""One XML part. A thousand pages are about 10 MiB; the tree in memory is about eight times it."""

MAX_INFLATED_BYTES = 64 * MEBIBYTE
"""All parts that are really inflated, counted while inflating, since headers can lie."""

RATIO_EXEMPT_BYTES = MEBIBYTE
"""Below this size a high ratio does no harm, and style sheets reach 40 to 1."""

MAX_RATIO = 150
"""Unpacked to packed size of an XML part; honest ones stay below 50, deflate can reach 1,032."""

MAX_BLOCKS = 20_000
"""Blocks of one document; a federal act of 1,233 paragraphs is a large chapter already."""

MAX_OUTPUT_CHARACTERS = 8 * MEBIBYTE
"""Markup of all blocks together: a few bytes of XML can refer to a long address many times."""

CHILD_MEMORY_BYTES = 1024 * MEBIBYTE
"""Address space of the process that parses: the largest allowed tree, and the interpreter."""

CHILD_CPU_SECONDS = 20
"""A federal act takes under a second; the largest allowed document about ten."""

CHILD_WALL_SECONDS = 40
"""On a busy machine the clock runs on while others compute."""

CHILD_OPEN_FILES = 16
"""Enough to import modules, too few to do harm."""

MAX_ANSWER_BYTES = 4 * MAX_OUTPUT_CHARACTERS + 16 * MEBIBYTE
"""What the parent reads of the child's answer at most: UTF-8 needs up to four bytes a character,
and base64 makes 16 MiB of the 12 that the pictures may have."""


class UploadRefused(DomainError):
    """Base of all refusals of an uploaded file. Nothing is stored."""

    code = "upload_refused"
    field = "file"
    message = N_("This file cannot be used. Save it as a Word document (.docx) and upload that.")


class NotAWordFile(UploadRefused):
    """The bytes are no Office Open XML text document, whatever the file's name says."""

    code = "not_a_word_file"
    message = N_(
        "This is not a Word document. Open the text in your word processor, save it as “Word "
        "document (.docx)” and upload that file."
    )


class OldWordFile(NotAWordFile):
    """The binary format of Word 97–2003."""

    message = N_(
        "This file is in the old Word format (.doc). Open it in Word or LibreOffice, save it as "
        "“Word document (.docx)” and upload that file."
    )


class OpenDocumentFile(NotAWordFile):
    """An OpenDocument file, such as LibreOffice writes by default."""

    message = N_(
        "This file is in OpenDocument format (.odt). Open it in LibreOffice, choose “Save as”, "
        "then “Word document (.docx)”, and upload that file."
    )


class PdfFile(NotAWordFile):
    """A PDF file: its paragraphs cannot be told from its lines."""

    message = N_(
        "This is a PDF file, from which paragraphs cannot be read reliably. Upload the Word "
        "document (.docx) that it was made from."
    )


class RichTextFile(NotAWordFile):
    """A Rich Text Format file."""

    message = N_(
        "This is a Rich Text file (.rtf). Open it in Word or LibreOffice, save it as “Word "
        "document (.docx)” and upload that file."
    )


class WebPageFile(NotAWordFile):
    """A web page or other markup, often one renamed to .doc or .docx."""

    message = N_(
        "This is a web page or another XML file, not a Word document. Open it in Word or "
        "LibreOffice, save it as “Word document (.docx)” and upload that file."
    )


class OtherOfficeFile(NotAWordFile):
    """A spreadsheet or a presentation."""

    message = N_(
        "This is a spreadsheet or a presentation, not a text document. Copy the text into a "
        "Word document, save it as .docx and upload that file."
    )


class OtherFileName(NotAWordFile):
    """The bytes may be a Word document, but the name says another format."""

    message = N_(
        "The name of this file does not end in “.docx”. Open the file in your word processor, save "
        "it as “Word document (.docx)” and upload that file."
    )


class FileEmpty(UploadRefused):
    """No bytes, or a document without any text."""

    code = "file_empty"
    message = N_(
        "This file holds no text. Check that you chose the right file and that its text is "
        "typed rather than scanned, then upload it again."
    )


class FileTooLarge(UploadRefused):
    """More bytes than the limit; `limit` is in megabytes."""

    code = "file_too_large"
    status = 413
    message = N_(
        "This file is larger than %(limit)s MB. Remove or compress its pictures, or split it "
        "into chapters, then upload it again."
    )


class TooManyBlocks(UploadRefused):
    """More paragraphs and rows than the limit."""

    code = "too_many_blocks"
    message = N_(
        "This document has more than %(limit)s paragraphs and table rows. Split it into chapters "
        "and upload them one by one."
    )


class FileBomb(UploadRefused):
    """The file would unpack to far more than a document needs."""

    code = "file_bomb"
    message = N_(
        "This file unpacks to far more than a text document needs, so it was not opened. Copy "
        "the text into a new Word document, save it as .docx and upload that file."
    )


class FileEncrypted(UploadRefused):
    """A password protects the file."""

    code = "file_encrypted"
    message = N_(
        "This file is protected by a password. Open it in Word, remove the password under "
        "“File”, “Info”, “Protect document”, save it and upload it again."
    )


class FileHasMacros(UploadRefused):
    """The document carries macros (.docm), which Word may run for whoever opens it later."""

    code = "file_has_macros"
    message = N_(
        "This document contains macros. Save it as “Word document (.docx)”, which leaves the "
        "macros out, and upload that file."
    )


class FileUnsafe(UploadRefused):
    """Declarations, names or packing that no word processor writes and the standard forbids."""

    code = "file_unsafe"
    message = N_(
        "This file contains instructions that no word processor writes, so it was not opened. "
        "Copy the text into a new Word document, save it as .docx and upload that file."
    )


class FileBroken(UploadRefused):
    """The file is damaged, most often because it was cut off on the way."""

    code = "file_broken"
    message = N_(
        "This file is damaged or incomplete. Open it in Word, which may repair it, save it again "
        "as .docx and upload that file."
    )


class FileTimedOut(UploadRefused):
    """Reading took longer than the limit."""

    code = "file_timed_out"
    message = N_(
        "Reading this file took too long, so it was stopped. Split it into chapters, or copy the "
        "text into a new Word document, and upload that file."
    )


REFUSALS: dict[str, type[UploadRefused]] = {
    refusal.__name__: refusal
    for refusal in (
        NotAWordFile,
        OldWordFile,
        OpenDocumentFile,
        PdfFile,
        RichTextFile,
        WebPageFile,
        OtherOfficeFile,
        OtherFileName,
        FileEmpty,
        FileTooLarge,
        TooManyBlocks,
        FileBomb,
        FileEncrypted,
        FileHasMacros,
        FileUnsafe,
        FileBroken,
        FileTimedOut,
    )
}
"""Every refusal by its class name, so that the child can name the one that it raised."""
