"""Pictures made by hand, and Word files that show them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from PIL import Image

from tests.drafts.word_files import OFFICE, paragraph, parts

PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def png(width: int = 8, height: int = 6, colour: str = "teal", **more: Any) -> bytes:
    """A PNG of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "PNG", **more)
    return buffer.getvalue()


def jpeg(width: int = 8, height: int = 6, **more: Any) -> bytes:
    """A grey JPEG."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "grey").save(buffer, "JPEG", **more)
    return buffer.getvalue()


def shown(relation: str, alternative: str = "", crop: str = "", how: str = "embed") -> str:
    """A run with the picture of this relationship."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{alternative}"/>'
        f'<a:graphic><a:graphicData uri="{PICTURE}"><a:blip r:{how}="{relation}"/>{crop}'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def with_media(
    body: str, media: Mapping[str, bytes], outside: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """The parts of a Word file: each medium is related by its name, as are pictures outside."""
    written = parts(body)
    relations = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/image" Target="media/{name}"/>' for name in media
    ) + "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/image" Target="{target}" TargetMode="External"/>'
        for key, target in (outside or {}).items()
    )
    name = "word/_rels/document.xml.rels"
    written[name] = written[name].replace(
        b"</Relationships>", f"{relations}</Relationships>".encode()
    )
    return written | {f"word/media/{name}": content for name, content in media.items()}


def captioned(text: str) -> str:
    """A paragraph in the style of captions."""
    return paragraph(text, '<w:pStyle w:val="Caption"/>')
