"""Drawings and objects: which of them hold text or a picture, and what is said of the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from consult.drafts.rules.blocks import DroppedKind
from consult.drafts.rules.pictures import FULL, UNCROPPED, Crop
from consult.drafts.rules.word.xml import (
    A_NS,
    MC_NS,
    O_NS,
    R_NS,
    V_NS,
    WP_NS,
    Element,
    branch,
    to_int,
    w,
)

_BOX = w("txbxContent")
_ALTERNATE = f"{{{MC_NS}}}AlternateContent"
_GRAPHIC_KINDS = {
    "picture": DroppedKind.IMAGE,
    "chart": DroppedKind.CHART,
    "chartex": DroppedKind.CHART,
    "diagram": DroppedKind.DRAWING,
}
_OLD_CROPS = ("cropleft", "croptop", "cropright", "cropbottom")


@dataclass(frozen=True, slots=True)
class Shape:
    """Something drawn: what an editor is told if it is not kept, and where its picture lies.

    `embedded` is the relationship of a picture inside the file; one that is only linked to, or
    cropped in a way that is not followed, has none and cannot be kept.
    """

    kind: DroppedKind
    alternative: str = ""
    name: str = ""
    embedded: str = ""
    crop: Crop = UNCROPPED

    @property
    def detail(self) -> str:
        """What it is told by: its alternative text, else the name that the program gave it."""
        return self.alternative or self.name


def find_text_boxes(drawing: Element) -> list[Element]:
    """The outermost text boxes in the drawing, in order; one branch of each alternative."""
    found: list[Element] = []
    pending = [drawing]
    while pending:
        element = pending.pop()
        if element.tag == _BOX:
            found.append(element)
        elif element.tag == _ALTERNATE:
            chosen = branch(element)
            pending.extend([] if chosen is None else [chosen])
        else:
            pending.extend(reversed(element))
    return found


def judge_drawing(drawing: Element, *, has_text: bool) -> list[Shape]:
    """The pictures, charts and other things in the drawing that are no text.

    A text box by itself, a rule across the page and a bare line lose nothing worth a word.
    """
    if drawing.tag == w("object"):
        return [Shape(DroppedKind.EMBEDDED_OBJECT, name=_object_program(drawing))]
    described = next(drawing.iter(f"{{{WP_NS}}}docPr"), None)
    about = Shape(
        DroppedKind.DRAWING,
        alternative="" if described is None else described.get("descr", ""),
        name="" if described is None else described.get("name", ""),
    )
    found: list[Shape] = []
    for data in drawing.iter(f"{{{A_NS}}}graphicData"):
        kind = _GRAPHIC_KINDS.get(data.get("uri", "").rpartition("/")[2])
        if kind is DroppedKind.IMAGE:
            embedded, crop = _blip(data)
            found.append(replace(about, kind=kind, embedded=embedded, crop=crop))
        elif kind is not None:
            found.append(replace(about, kind=kind))
    if not found and any(True for _ in drawing.iter(f"{{{A_NS}}}blip")):
        found.append(replace(about, kind=DroppedKind.IMAGE))
    found.extend(_old_picture(drawing))
    if not found and not has_text and drawing.tag == w("drawing"):
        found.append(about)
    return found


def _blip(data: Element) -> tuple[str, Crop]:
    """The relationship of the embedded picture, and what of it is cropped."""
    blip = next(data.iter(f"{{{A_NS}}}blip"), None)
    cropped = next(data.iter(f"{{{A_NS}}}srcRect"), None)
    sides = (None if cropped is None else cropped.get(side) for side in "ltrb")
    left, top, right, bottom = (min(max(to_int(side) or 0, 0), FULL) for side in sides)
    embedded = "" if blip is None else blip.get(f"{{{R_NS}}}embed", "")
    return embedded, (left, top, right, bottom)


def _old_picture(drawing: Element) -> Iterator[Shape]:
    """Pictures in VML, which Word wrote before 2007 and still writes for some."""
    shape = next(drawing.iter(f"{{{V_NS}}}shape"), None)
    alternative = "" if shape is None else shape.get("alt", "")
    for image in drawing.iter(f"{{{V_NS}}}imagedata"):
        is_cropped = any(image.get(side) for side in _OLD_CROPS)
        yield Shape(
            DroppedKind.IMAGE,
            alternative=alternative,
            name=image.get(f"{{{O_NS}}}title", ""),
            embedded="" if is_cropped else image.get(f"{{{R_NS}}}id", ""),
        )


def _object_program(drawing: Element) -> str:
    program = next(drawing.iter(f"{{{O_NS}}}OLEObject"), None)
    return "" if program is None else program.get("ProgID", "")
