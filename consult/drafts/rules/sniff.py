"""The first look at an upload: what its leading bytes say, before anything is unpacked."""

from __future__ import annotations

from pathlib import PureWindowsPath

from consult.drafts.rules.upload import (
    MAX_UPLOAD_BYTES,
    MEBIBYTE,
    FileEmpty,
    FileEncrypted,
    FileTooLarge,
    NotAWordFile,
    OldWordFile,
    OpenDocumentFile,
    OtherFileName,
    OtherOfficeFile,
    PdfFile,
    RichTextFile,
    WebPageFile,
)

WORD_ENDING = ".docx"
ZIP_MEMBER = b"PK\x03\x04"
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
PDF_WINDOW = 1024
"""Readers of PDF accept its mark anywhere in the first 1,024 bytes."""

_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def check_size(size: int) -> None:
    """Refuse no bytes (FileEmpty) and too many (FileTooLarge), before they are read."""
    if not size:
        raise FileEmpty
    if size > MAX_UPLOAD_BYTES:
        raise FileTooLarge(limit=MAX_UPLOAD_BYTES // MEBIBYTE)


def check_name(filename: str) -> None:
    """Refuse a name that ends like another format's; a name without an ending passes.

    Word itself warns of a document under another ending, and a `.docm` would be stored and sent
    on under a name that promises macros. Raises OtherFileName.
    """
    if PureWindowsPath(filename).suffix.lower() not in {"", WORD_ENDING}:
        raise OtherFileName


def check_leading_bytes(data: bytes) -> None:
    """Pass what may be a Word document; refuse everything else by its content, not its name.

    Raises FileEmpty, FileTooLarge, FileEncrypted (a compound file with an EncryptedPackage
    stream, [MS-OFFCRYPTO] 2.3.4.4) or the subclass of NotAWordFile that knows the format.
    """
    check_size(len(data))
    if data.startswith(COMPOUND_FILE):
        _refuse_compound_file(data)
    if data.startswith(ZIP_MEMBER):
        # OpenDocument stores its media type first and uncompressed, at byte 38 (ODF 1.3, 3.3).
        if data[30:38] == b"mimetype" and data[38:].startswith(_OPEN_DOCUMENT):
            raise OpenDocumentFile
        return
    if b"%PDF-" in data[:PDF_WINDOW]:
        raise PdfFile
    if data.startswith(b"{\\rtf"):
        raise RichTextFile
    if data[:PDF_WINDOW].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise WebPageFile
    raise NotAWordFile


def _refuse_compound_file(data: bytes) -> None:
    if _utf16("EncryptedPackage") in data:
        raise FileEncrypted
    if _utf16("WordDocument") in data:
        raise OldWordFile
    if _utf16("Workbook") in data or _utf16("PowerPoint Document") in data:
        raise OtherOfficeFile
    raise NotAWordFile
