"""The pictures of a Word file that are kept, each once."""

from __future__ import annotations

from consult.drafts.rules.pictures import (
    MAX_PICTURES,
    MAX_PICTURES_BYTES,
    Budget,
    Crop,
    ParsedPicture,
    PictureRefused,
    re_encode,
)
from consult.drafts.rules.upload import UploadRefused
from consult.drafts.rules.word.package import Package


class Pictures:
    """Re-encodes the pictures that the text shows, up to the limits of a document."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._taken: dict[tuple[str, Crop], ParsedPicture | None] = {}
        self._budget = Budget()
        self._bytes = 0
        self.kept: dict[str, ParsedPicture] = {}

    def take(self, part: str, crop: Crop) -> ParsedPicture | None:
        """The picture in this part, cropped; None where it cannot or may not be kept.

        A picture over a limit costs itself and not the document, whose text is what counts.
        """
        key = (part, crop)
        if key not in self._taken:
            self._taken[key] = self._read(part, crop)
        return self._taken[key]

    def _read(self, part: str, crop: Crop) -> ParsedPicture | None:
        if len(self._taken) >= MAX_PICTURES:
            return None
        try:
            data = self._package.content(part)
            picture = None if data is None else re_encode(data, crop, budget=self._budget)
        except (PictureRefused, UploadRefused, MemoryError):
            return None
        if picture is None or self._bytes + len(picture.content) > MAX_PICTURES_BYTES:
            return None
        self._bytes += len(picture.content)
        return self.kept.setdefault(picture.sha256, picture)
