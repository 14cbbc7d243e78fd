"""Drawings and objects: which of them hold text, and what is said of the others."""

from __future__ import annotations

from consult.drafts.rules.blocks import DroppedKind
from consult.drafts.rules.word.xml import A_NS, MC_NS, O_NS, V_NS, WP_NS, Element, branch, w

_BOX = w("txbxContent")
_ALTERNATE = f"{{{MC_NS}}}AlternateContent"
_GRAPHIC_KINDS = {
    "picture": DroppedKind.IMAGE,
    "chart": DroppedKind.CHART,
    "chartex": DroppedKind.CHART,
    "diagram": DroppedKind.DRAWING,
}


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


def judge_drawing(drawing: Element, *, has_text: bool) -> list[tuple[DroppedKind, str]]:
    """What an editor is told about the drawing: kind and alternative text of each thing lost.

    A text box by itself, a rule across the page and a bare line lose nothing worth a word.
    """
    if drawing.tag == w("object"):
        return [(DroppedKind.EMBEDDED_OBJECT, _object_program(drawing))]
    described = next(drawing.iter(f"{{{WP_NS}}}docPr"), None)
    detail = "" if described is None else described.get("descr") or described.get("name", "")
    lost: list[tuple[DroppedKind, str]] = []
    for data in drawing.iter(f"{{{A_NS}}}graphicData"):
        kind = _GRAPHIC_KINDS.get(data.get("uri", "").rpartition("/")[2])
        if kind is not None:
            lost.append((kind, detail))
    if not lost and any(True for _ in drawing.iter(f"{{{A_NS}}}blip")):
        lost.append((DroppedKind.IMAGE, detail))
    lost.extend(
        (DroppedKind.IMAGE, image.get(f"{{{O_NS}}}title", ""))
        for image in drawing.iter(f"{{{V_NS}}}imagedata")
    )
    if not lost and not has_text and drawing.tag == w("drawing"):
        lost.append((DroppedKind.DRAWING, detail))
    return lost


def _object_program(drawing: Element) -> str:
    program = next(drawing.iter(f"{{{O_NS}}}OLEObject"), None)
    return "" if program is None else program.get("ProgID", "")
