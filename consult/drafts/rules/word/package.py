"""The zip package around a Word document: checked before, and counted while inflating."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from consult.drafts.rules.upload import (
    MAX_DIRECTORY_BYTES,
    MAX_INFLATED_BYTES,
    MAX_MEMBERS,
    MAX_PART_BYTES,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_EXEMPT_BYTES,
    FileBomb,
    FileBroken,
    FileEncrypted,
    FileHasMacros,
    FileUnsafe,
    NotAWordFile,
    OpenDocumentFile,
    OtherOfficeFile,
)
from consult.drafts.rules.word.xml import Element, parse_xml

CHUNK = 64 * 1024
ENCRYPTED_FLAG = 0x1
END_RECORD = b"PK\x05\x06"
LOCATOR = b"PK\x06\x07"
LOCATOR_SIZE, LARGE_RECORD_SIZE = 20, 56
CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: the last word of the type, the target, and whether it is outside."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one file. Nothing is ever written to disk, whatever a member is called.

    Raises FileBroken for a damaged archive, FileEncrypted, FileBomb for too many members, too
    much or too dense content or members that share bytes, and FileUnsafe for names that leave
    the package or stand twice, since two readers could then see two documents.
    """

    def __init__(self, data: bytes) -> None:
        _check_directory(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError) as error:
            raise FileBroken from error
        self._inflated = 0
        self._members: dict[str, zipfile.ZipInfo] = {}
        members = self._zip.infolist()
        _check_members(members, len(data))
        for member in members:
            # Part names are equal without regard to case (ECMA-376 part 2, 6.2.2.3).
            name = member.filename.casefold()
            if name in self._members:
                raise FileUnsafe
            self._members[name] = member

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._members

    def names(self) -> list[str]:
        """The member names in lower case."""
        return list(self._members)

    def part(self, name: str) -> Element | None:
        """The root element of the part, or None where the package has no such part."""
        member = self._members.get(name.casefold())
        return None if member is None else parse_xml(self._inflate(member))

    def content(self, name: str) -> bytes | None:
        """The bytes of the part, or None where the package has no such part."""
        member = self._members.get(name.casefold())
        return None if member is None else self._inflate(member)

    def relationships(self, name: str) -> dict[str, Relationship]:
        """What the part refers to, by relationship id; inner targets are full part names."""
        folder, base = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return {}
        found = {}
        for entry in root:
            external = entry.get("TargetMode") == "External"
            target = entry.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = entry.get("Type", "").rpartition("/")[2]
            found[entry.get("Id", "")] = Relationship(kind, target, external)
        return found

    def _inflate(self, member: zipfile.ZipInfo) -> bytes:
        if member.file_size > MAX_PART_BYTES:
            raise FileBomb
        if member.file_size > max(RATIO_EXEMPT_BYTES, MAX_RATIO * member.compress_size):
            raise FileBomb
        content = bytearray()
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(CHUNK):
                    content += chunk
                    self._inflated += len(chunk)
                    if len(content) > MAX_PART_BYTES or self._inflated > MAX_INFLATED_BYTES:
                        raise FileBomb
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise FileBroken from error
        except RuntimeError as error:
            raise FileUnsafe from error
        return bytes(content)


def _check_directory(data: bytes) -> None:
    """Refuse a list of members too long to be read, since reading it costs a kilobyte a member.

    Looks where the archive's reader looks: in the record at the end, and in the one before it
    that large archives have (APPNOTE.TXT 4.3.14 to 4.3.16).
    """
    end = data.rfind(END_RECORD)
    if end < 0:
        raise FileBroken
    sizes = [data[end + 12 : end + 16]]
    if data[end - LOCATOR_SIZE : end].startswith(LOCATOR):
        large = end - LOCATOR_SIZE - LARGE_RECORD_SIZE
        sizes.append(data[large + 40 : large + 48] if large >= 0 else b"")
    if any(int.from_bytes(size, "little") > MAX_DIRECTORY_BYTES for size in sizes):
        raise FileBomb


def _check_members(members: list[zipfile.ZipInfo], size: int) -> None:
    if len(members) > MAX_MEMBERS:
        raise FileBomb
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        raise FileEncrypted
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise FileBomb
    # More packed bytes than the file has means that members overlap, the trick that lets a
    # small archive hold the same compressed kernel thousands of times.
    if sum(member.compress_size for member in members) > size:
        raise FileBomb
    for member in members:
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise FileUnsafe
        if _leaves_package(member.orig_filename):
            raise FileUnsafe
        is_xml = member.filename.lower().endswith((".xml", ".rels"))
        dense = member.file_size > MAX_RATIO * member.compress_size
        if is_xml and dense and member.file_size > RATIO_EXEMPT_BYTES:
            raise FileBomb


def _leaves_package(name: str) -> bool:
    return (
        name.startswith("/")
        or "\\" in name
        or "\0" in name
        or ":" in name
        or ".." in name.split("/")
    )


def main_part(package: Package) -> str:
    """The name of the main document part.

    Raises FileHasMacros for a macro-enabled document, and a NotAWordFile for other packages.
    """
    types = package.part(CONTENT_TYPES)
    if types is None:
        raise OpenDocumentFile if "content.xml" in package else NotAWordFile
    found = [
        relation.target
        for relation in package.relationships("").values()
        if relation.kind == "officeDocument" and not relation.external
    ]
    name = found[0] if found else "word/document.xml"
    declared = _content_type(types, name).lower()
    macros = any(member.endswith("vbaproject.bin") for member in package.names())
    if "spreadsheetml" in declared or "presentationml" in declared or "ms-excel" in declared:
        raise OtherOfficeFile
    if "macroenabled" in declared or macros:
        raise FileHasMacros
    if "wordprocessingml" not in declared:
        raise NotAWordFile
    if name not in package:
        raise FileBroken
    return name


def _content_type(types: Element, name: str) -> str:
    extension = name.rpartition(".")[2].casefold()
    default = ""
    for entry in types:
        if entry.get("PartName", "").lstrip("/").casefold() == name.casefold():
            return entry.get("ContentType", "")
        if entry.get("Extension", "").casefold() == extension:
            default = entry.get("ContentType", "")
    return default
