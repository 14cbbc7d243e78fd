"""Figures: what is kept of a picture, and what is told of one that is not."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from consult.drafts.actions.parse_upload import parse_upload
from consult.drafts.rules import pictures
from consult.drafts.rules.blocks import BlockKind, DroppedKind, ParsedDocument
from consult.drafts.rules.pictures import ParsedPicture, PictureRefused, check_picture, re_encode
from consult.drafts.rules.word.document import read_document
from tests.drafts.picture_files import captioned, jpeg, png, shown, with_media
from tests.drafts.word_files import OFFICE, PACKAGE, pack, paragraph, run, word_file


def read(body: str, **media: bytes) -> ParsedDocument:
    return read_document(pack(with_media(body, media)))


def test_a_picture_becomes_a_figure_with_its_alternative_text_and_caption() -> None:
    body = paragraph(run("Before.")) + paragraph(shown("well", "A &lt;well&gt;"))
    document = parse_upload(
        pack(with_media(body + captioned("Figure 1. A well"), {"well": png()})), "x.docx"
    )
    (picture,) = document.pictures
    assert [(b.kind, b.html, dict(b.attrs)) for b in document.blocks[1:]] == [
        (
            BlockKind.FIGURE,
            "A &lt;well&gt;",
            {"picture": picture.sha256, "width": 8, "height": 6},
        ),
        (BlockKind.CAPTION, "Figure 1. A well", {}),
    ]
    assert document.blocks[1].text == "A <well>"
    assert document.dropped == ()
    assert Image.open(io.BytesIO(picture.content)).size == (8, 6)


def test_one_picture_shown_twice_is_kept_once_and_stands_where_it_stood() -> None:
    body = paragraph(shown("a") + run("After it.") + shown("a"))
    document = read(body, a=png())
    assert [block.kind for block in document.blocks] == [
        BlockKind.FIGURE,
        BlockKind.PARAGRAPH,
        BlockKind.FIGURE,
    ]
    assert len(document.pictures) == 1


def test_nothing_but_pixels_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Taken at the home of Nino"
    exif[0x0112] = 6
    kept = re_encode(jpeg(40, 20, exif=exif, comment=b"private"))
    assert (kept.media_type, kept.width, kept.height) == ("image/jpeg", 20, 40)
    assert b"Nino" not in kept.content
    assert b"private" not in kept.content


def test_large_pictures_are_made_smaller() -> None:
    kept = re_encode(png(3_200, 100))
    assert (kept.width, kept.height) == (1_600, 50)


def test_what_is_cropped_is_cut_off() -> None:
    body = paragraph(shown("a", crop='<a:srcRect l="50000" b="50000"/>'))
    (picture,) = read(body, a=png(8, 6)).pictures
    assert (picture.width, picture.height) == (4, 3)


@pytest.mark.parametrize(
    "content",
    [b"\x01\x00\x00\x00 EMF", b"<svg/>", png()[:-30], b"", b"GIF89a", png(8_000, 6_000)],
    ids=["metafile", "drawing", "cut off", "empty", "other format", "too many pixels"],
)
def test_what_is_no_picture_of_ours_is_told_and_leaves_its_alternative_text(
    content: bytes,
) -> None:
    document = read(paragraph(run("Text")) + paragraph(shown("a", "A map")), a=content)
    assert [(b.kind, b.html, dict(b.attrs)) for b in document.blocks[1:]] == [
        (BlockKind.FIGURE, "A map", {})
    ]
    assert [(entry.what, entry.detail) for entry in document.dropped] == [
        (DroppedKind.IMAGE, "A map")
    ]
    assert document.pictures == ()


def test_pictures_and_templates_elsewhere_are_told_and_never_fetched() -> None:
    body = paragraph(run("Text") + shown("out", how="link") + shown("out"))
    made = with_media(body, {}, {"out": "http://127.0.0.1:9/x.png"})
    relation = (
        f'<Relationship Id="t" Type="{OFFICE}/attachedTemplate" TargetMode="External" '
        'Target="http://127.0.0.1:9/evil.dotm"/>'
    )
    made["word/_rels/settings.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>'.encode()
    )
    made["word/settings.xml"] = b"<settings/>"
    name = "word/_rels/document.xml.rels"
    settings = f'<Relationship Id="s" Type="{OFFICE}/settings" Target="settings.xml"/>'
    made[name] = made[name].replace(b"</Rel", settings.encode() + b"</Rel")
    document = parse_upload(pack(made), "x.docx")
    assert [block.text for block in document.blocks] == ["Text"]
    assert {(entry.what, entry.detail) for entry in document.dropped} == {
        (DroppedKind.IMAGE, "Picture 1"),
        (DroppedKind.TEMPLATE, "http://127.0.0.1:9/evil.dotm"),
    }


def test_embedded_objects_lose_their_preview_too() -> None:
    preview = '<v:shape><v:imagedata r:id="a"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/>'
    document = read(paragraph(run("Text") + f"<w:r><w:object>{preview}</w:object></w:r>"), a=png())
    assert [(entry.what, entry.detail) for entry in document.dropped] == [
        (DroppedKind.EMBEDDED_OBJECT, "Excel.Sheet.12")
    ]
    assert document.pictures == ()


def test_pictures_in_cells_are_told_since_cells_hold_words() -> None:
    cells = "".join(
        f"<w:tc>{paragraph(content)}</w:tc>" for content in (run("a"), shown("a", "A map"))
    )
    document = read(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>", a=png())
    assert [block.kind for block in document.blocks] == [BlockKind.TABLE_ROW]
    assert [entry.detail for entry in document.dropped] == ["A map"]


def test_a_document_has_a_limit_of_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    from consult.drafts.rules.word import pictures as store

    monkeypatch.setattr(store, "MAX_PICTURES", 2)
    media = {name: png(colour=name) for name in ("red", "green", "blue")}
    document = read("".join(paragraph(shown(name)) for name in media), **media)
    assert len(document.pictures) == 2
    assert [entry.what for entry in document.dropped] == [DroppedKind.IMAGE]


def test_a_document_has_a_limit_of_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    from consult.drafts.rules.word import pictures as store

    monkeypatch.setattr(store, "Budget", lambda: pictures.Budget(100))
    media = {"small": png(8, 6), "large": png(8, 7), "little": png(2, 2)}
    document = read("".join(paragraph(shown(name)) for name in media), **media)
    assert [(kept.width, kept.height) for kept in document.pictures] == [(8, 6), (2, 2)]


def test_a_number_in_a_sequence_after_a_label_makes_a_caption() -> None:
    def counted(before: str) -> BlockKind:
        field = f'<w:fldSimple w:instr=" SEQ Figure \\* ARABIC ">{run("1")}</w:fldSimple>'
        return (
            read_document(word_file(paragraph(run(before) + field + run(". Wells")))).blocks[0].kind
        )

    assert counted("Abbildung ") is BlockKind.CAPTION
    assert counted("As was said above in detail, a well of type ") is BlockKind.PARAGRAPH
    assert counted("(") is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    "picture",
    [
        ParsedPicture("image/svg+xml", 1, 1, b"<svg/>"),
        ParsedPicture("image/png", 1, 1, b"<html>"),
        ParsedPicture("image/png", 0, 1, png()),
        ParsedPicture("image/png", 9_999, 1, png()),
        ParsedPicture("image/png", 1, 1, png() + bytes(pictures.MAX_PICTURE_BYTES)),
    ],
)
def test_the_server_believes_no_picture(picture: ParsedPicture) -> None:
    with pytest.raises(PictureRefused):
        check_picture(picture)
