"""Pictures of a draft: what a kept one is, and how a file's picture becomes one.

`re_encode` runs in the limited process that reads a stranger's file; Pillow is loaded only there.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from consult.drafts.rules.upload import MEBIBYTE

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_SIDE: Final = 1_600
"""Pixels in width: twice the width of the text column, so sharp on dense screens."""

MAX_HEIGHT: Final = 6_400
"""Pixels in height: a tall infographic stays readable."""

MAX_SOURCE_PIXELS: Final = 40_000_000
"""Pixels of a picture in a file: a camera's largest; decoded they take 160 MB at most."""

MAX_DECODED_PIXELS: Final = 100_000_000
"""Pixels that are decoded for one document: fifty screens, or thirty photographs of 12 million
pixels, which are decoded at half their size. They take some four seconds."""

MAX_PICTURES: Final = 200
"""Different pictures of one document."""

MAX_PICTURE_BYTES: Final = 2 * MEBIBYTE
"""One picture as kept; one of 1,600 pixels is seldom above 400 KB."""

MAX_PICTURES_BYTES: Final = 12 * MEBIBYTE
"""All kept pictures of one document together."""

JPEG_QUALITY: Final = 80
LARGE_PNG_BYTES: Final = 150_000
"""Above this a PNG may be a photograph, which JPEG keeps in a fraction."""

SIGNATURES: Final = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
"""The kinds of picture that are kept, and how their bytes begin."""

FULL: Final = 100_000
Crop = tuple[int, int, int, int]
"""What is cut off on the left, top, right and bottom, in thousandths of a per cent."""

UNCROPPED: Final[Crop] = (0, 0, 0, 0)


_SIMPLE_MODES: Final = {"L", "RGB", "RGBA"}


class PictureRefused(ValueError):
    """Not a PNG or JPEG, damaged, too large, or not fit to be kept."""


@dataclass(frozen=True, slots=True)
class ParsedPicture:
    """A picture as it is kept: re-encoded, without what cameras and programs write beside it."""

    media_type: str
    width: int
    height: int
    content: bytes

    @property
    def sha256(self) -> str:
        """The name under which it is stored and served."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(slots=True)
class Budget:
    """How many pixels may still be decoded for a document."""

    pixels: int = MAX_DECODED_PIXELS

    def spend(self, pixels: int) -> None:
        """Take these off; raises PictureRefused where too few are left, and takes none."""
        if pixels > self.pixels:
            raise PictureRefused
        self.pixels -= pixels


def check_picture(picture: ParsedPicture) -> ParsedPicture:
    """Return the picture if it is one that `re_encode` may have made; raises PictureRefused."""
    signature = SIGNATURES.get(picture.media_type)
    if signature is None or not picture.content.startswith(signature):
        raise PictureRefused
    if not 0 < picture.width <= MAX_SIDE or not 0 < picture.height <= MAX_HEIGHT:
        raise PictureRefused
    if len(picture.content) > MAX_PICTURE_BYTES:
        raise PictureRefused
    return picture


def re_encode(
    data: bytes, crop: Crop = UNCROPPED, *, budget: Budget | None = None
) -> ParsedPicture:
    """Decode a PNG or JPEG and write it anew, bounded in size, with nothing but its pixels.

    What the document crops is really cut off, since it was cut to be out of sight. A position
    stated by the camera is applied; comments, places, thumbnails and profiles are left out.
    Raises PictureRefused, and MemoryError where it does not fit into the process.
    """
    from PIL import Image, ImageFile, ImageOps

    # A library may have allowed it for the whole process; half a picture is no picture.
    ImageFile.LOAD_TRUNCATED_IMAGES = False

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as source:
            if source.width * source.height > MAX_SOURCE_PIXELS:
                raise PictureRefused
            if crop == UNCROPPED:
                source.draft("RGB", (MAX_SIDE, MAX_SIDE))
            if budget is not None:
                budget.spend(source.width * source.height)
            is_photo = source.format == "JPEG"
            picture = _cropped(ImageOps.exif_transpose(source), crop)
            if picture.mode in _SIMPLE_MODES:
                picture.thumbnail((MAX_SIDE, MAX_HEIGHT))
            picture = _plain(picture)
        picture.thumbnail((MAX_SIDE, MAX_HEIGHT))
        media_type, content = _smallest(picture, is_photo=is_photo)
    except (OSError, ValueError, SyntaxError, ArithmeticError, Image.DecompressionBombError) as e:
        raise PictureRefused from e
    return check_picture(ParsedPicture(media_type, picture.width, picture.height, content))


def _cropped(picture: Image, crop: Crop) -> Image:
    left, top, right, bottom = (min(max(side, 0), FULL) for side in crop)
    if not any((left, top, right, bottom)):
        return picture
    if left + right >= FULL or top + bottom >= FULL:
        raise PictureRefused
    width, height = picture.size
    box = (
        width * left // FULL,
        height * top // FULL,
        max(width - width * right // FULL, width * left // FULL + 1),
        max(height - height * bottom // FULL, height * top // FULL + 1),
    )
    return picture.crop(box)


def _plain(picture: Image) -> Image:
    """Bring the picture to grey, colour, or colour with transparency."""
    has_alpha = picture.mode in {"LA", "PA", "RGBA", "La", "RGBa"} or "transparency" in picture.info
    mode = "RGBA" if has_alpha else "L" if picture.mode in {"1", "L"} else "RGB"
    plain = picture.convert(mode)
    plain.info = {}
    return plain


def _smallest(picture: Image, *, is_photo: bool) -> tuple[str, bytes]:
    if is_photo:
        return "image/jpeg", _written(picture.convert("RGB"), "JPEG")
    png = _written(picture, "PNG")
    if picture.mode == "RGB" and len(png) > LARGE_PNG_BYTES:
        jpeg = _written(picture, "JPEG")
        if len(jpeg) * 2 < len(png):
            return "image/jpeg", jpeg
    return "image/png", png


def _written(picture: Image, form: str) -> bytes:
    buffer = io.BytesIO()
    if form == "JPEG":
        picture.save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    else:
        picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
