"""Files that are no Word document, or hostile ones, and the exact refusal for each."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import openpyxl

from consult.drafts.rules import upload
from tests.drafts.word_files import (
    NAMESPACES,
    document_xml,
    pack,
    paragraph,
    parts,
    word_file,
)

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def with_member(name: str, content: bytes = b"x") -> bytes:
    return pack(parts(paragraph("Text")) | {name: content})


def billion_laughs() -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10)
    )
    document = f"<!DOCTYPE d [{entities}]><w:document {NAMESPACES}><w:body>"
    document += "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
    return pack(parts(document=document))


def external_entity(encoding: str = "utf-8") -> bytes:
    document = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>"
        "</w:document>"
    )
    return pack(parts() | {"word/document.xml": document.encode(encoding)})


def ratio_bomb() -> bytes:
    spaces = " " * (8 * upload.MEBIBYTE)
    return pack(parts(document=document_xml(paragraph("Text") + spaces)))


def size_bomb() -> bytes:
    """Ten pictures of 30 MiB each: none would be opened, but no chapter is that large."""
    picture = bytes(30 * upload.MEBIBYTE)
    pictures = {f"word/media/image{index}.bmp": picture for index in range(10)}
    return pack(parts(paragraph("Text")) | pictures)


def member_bomb() -> bytes:
    many = {f"word/media/{index}": b"" for index in range(upload.MAX_MEMBERS + 1)}
    return pack(parts(paragraph("Text")) | many)


def directory_bomb() -> bytes:
    """A list of members so long that reading it alone would take the memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for index in range(20_000):
            archive.writestr(zipfile.ZipInfo(f"word/media/{index}"), b"")
    return buffer.getvalue()


def large_directory_bomb() -> bytes:
    """The same length, stated where only the reader of large archives looks."""
    honest = word_file(paragraph("Text"))
    end = honest.rindex(b"PK\x05\x06")
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 9, 9, 1 << 40, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    return honest[:end] + record + locator + honest[end:]


def workbook() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


def lying_header() -> bytes:
    """A large part whose headers state 1,000 bytes."""
    honest = pack(parts(document=document_xml(paragraph("Text") + " " * 3_000_000)))
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        stated = archive.getinfo("word/document.xml").file_size
    return honest.replace(struct.pack("<L", stated), struct.pack("<L", 1_000))


def overlapping_members() -> bytes:
    """Every entry of the central directory points at the same packed bytes."""
    honest = pack(parts(paragraph("Text")) | {"word/a.bin": bytes(range(256)) * 400})
    directory = honest.rindex(b"PK\x01\x02")
    end = honest.rindex(b"PK\x05\x06")
    entry = honest[directory:end]
    copies = b"".join(entry.replace(b"word/a.bin", f"word/{i:05}".encode()) for i in range(500))
    start, count = directory, 5 + 500
    first = honest.index(b"PK\x01\x02")
    size = end - first + len(copies)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size, first, 0)
    return honest[:start] + copies + entry + tail


def encrypted_member() -> bytes:
    data = bytearray(word_file(paragraph("Text")))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def unknown_packing() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in parts(paragraph("Text")).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def same_name_twice() -> bytes:
    buffer = io.BytesIO(word_file(paragraph("What the council sees")))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/Document.xml", document_xml(paragraph("What Word shows")))
    return buffer.getvalue()


def open_document() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office:document-content/>")
    return buffer.getvalue()


def damaged_middle() -> bytes:
    data = bytearray(word_file("".join(paragraph(f"Paragraph {n} {n * n}") for n in range(300))))
    at = data.index(b"word/document.xml") + 200
    data[at : at + 40] = bytes(40)
    return bytes(data)


def utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def many_blocks() -> bytes:
    return word_file("<w:p><w:r><w:t>ab</w:t></w:r></w:p>" * (upload.MAX_BLOCKS + 1))


def markup_bomb() -> bytes:
    """Half a megabyte of XML that refers to two long addresses in turn."""
    links = {key: f"https://example.org/{key * 1900}" for key in "ab"}
    pair = "".join(
        f'<w:hyperlink r:id="{key}"><w:r><w:t>{key}</w:t></w:r></w:hyperlink>' for key in "ab"
    )
    return word_file(paragraph(pair * 8) * 700, links=links)


PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"

HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    ("no bytes", lambda: b"", "FileEmpty"),
    ("no text", lambda: word_file(paragraph("<w:r/>")), "FileEmpty"),
    ("no paragraphs", word_file, "FileEmpty"),
    ("plain text called .docx", lambda: b"Dear colleagues", "NotAWordFile"),
    ("zip of something else", lambda: pack({"a.txt": b"a"}), "NotAWordFile"),
    ("text file type", lambda: pack(parts("", main_type="text/plain")), "NotAWordFile"),
    ("workbook", workbook, "OtherOfficeFile"),
    ("picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), "NotAWordFile"),
    ("program", lambda: b"MZ\x90\x00" + bytes(64), "NotAWordFile"),
    ("old Word file", lambda: COMPOUND + utf16("WordDocument"), "OldWordFile"),
    ("old spreadsheet", lambda: COMPOUND + utf16("Workbook"), "OtherOfficeFile"),
    ("unknown compound file", lambda: COMPOUND, "NotAWordFile"),
    ("presentation", lambda: pack(parts("", main_type=PRESENTATION)), "OtherOfficeFile"),
    ("OpenDocument", open_document, "OpenDocumentFile"),
    ("PDF", lambda: b"%PDF-1.7\n%\xe2\xe3", "PdfFile"),
    ("PDF after junk", lambda: b"junk\n%PDF-1.4", "PdfFile"),
    ("RTF", lambda: b"{\\rtf1 text}", "RichTextFile"),
    ("web page", lambda: b"\xef\xbb\xbf\n<!DOCTYPE html><p>text", "WebPageFile"),
    ("password", lambda: COMPOUND + utf16("EncryptedPackage"), "FileEncrypted"),
    ("encrypted member", encrypted_member, "FileEncrypted"),
    ("macros by type", lambda: pack(parts("", main_type=MACROS)), "FileHasMacros"),
    ("macros by part", lambda: with_member("word/vbaProject.bin"), "FileHasMacros"),
    ("too large", lambda: bytes(upload.MAX_UPLOAD_BYTES + 1), "FileTooLarge"),
    ("bomb by ratio", ratio_bomb, "FileBomb"),
    ("bomb by size", size_bomb, "FileBomb"),
    ("bomb by members", member_bomb, "FileBomb"),
    ("bomb by directory", directory_bomb, "FileBomb"),
    ("bomb by large directory", large_directory_bomb, "FileBomb"),
    ("bomb by overlap", overlapping_members, "FileBomb"),
    ("bomb by markup", markup_bomb, "FileBomb"),
    ("lying header", lying_header, "FileBroken"),
    ("too many blocks", many_blocks, "TooManyBlocks"),
    ("billion laughs", billion_laughs, "FileUnsafe"),
    ("external entity", external_entity, "FileUnsafe"),
    ("external entity in UTF-16", lambda: external_entity("utf-16"), "FileUnsafe"),
    ("name out of the package", lambda: with_member("../../etc/cron.d/x"), "FileUnsafe"),
    ("absolute name", lambda: with_member("/etc/passwd"), "FileUnsafe"),
    ("name with a drive", lambda: with_member("C:/x"), "FileUnsafe"),
    ("one name twice", same_name_twice, "FileUnsafe"),
    ("unknown packing", unknown_packing, "FileUnsafe"),
    ("cut off", lambda: word_file(paragraph("Text"))[:-100], "FileBroken"),
    ("first half", lambda: word_file(paragraph("Text"))[:400], "FileBroken"),
    ("damaged in the middle", damaged_middle, "FileBroken"),
    ("not well-formed", lambda: pack(parts(document="<w:document>")), "FileBroken"),
    ("no root element", lambda: pack(parts(document="   ")), "FileBroken"),
    ("no body", lambda: pack(parts(document=f"<w:document {NAMESPACES}/>")), "FileBroken"),
]
