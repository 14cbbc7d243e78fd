"""Word files made by hand, part by part, for what no word processor would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def document_xml(body: str) -> str:
    """The main part round this body."""
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph; content without markup becomes one run."""
    runs = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text that keeps its spaces."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def styles_xml(styles: str) -> str:
    """The styles part."""
    return f"<w:styles {NAMESPACES}>{styles}</w:styles>"


def style(style_id: str, name: str, inner: str = "", kind: str = "paragraph") -> str:
    """One style."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{inner}</w:style>'
    )


def parts(
    body: str = "",
    *,
    others: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    main_type: str = MAIN_TYPE,
    document: str | None = None,
) -> dict[str, bytes]:
    """The parts of a package; `others` maps a kind such as "styles" to its XML."""
    related = dict(others or {})
    relations = [
        f'<Relationship Id="rel{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for kind in related
    ] + [
        f'<Relationship Id="{key}" Type="{OFFICE}/hyperlink" Target="{target}" '
        'TargetMode="External"/>'
        for key, target in (links or {}).items()
    ]
    written = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>'
        ),
        "word/document.xml": document if document is not None else document_xml(body),
    }
    written |= {f"word/{kind}.xml": xml for kind, xml in related.items()}
    return {name: text.encode() for name, text in written.items()}


def pack(members: Mapping[str, bytes]) -> bytes:
    """A deflated zip archive of the members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word_file(
    body: str = "",
    *,
    others: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
) -> bytes:
    """A Word file with this body, ready to upload."""
    return pack(parts(body, others=others, links=links))


def styled(style_id: str, text: str = "x") -> str:
    """A paragraph in this style."""
    return paragraph(text, f'<w:pStyle w:val="{style_id}"/>')


def level_xml(index: int, number_format: str, text: str, more: str = "") -> str:
    """One level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering_xml(levels: str, nums: str) -> str:
    """The numbering part, with one definition."""
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="5">{levels}</w:abstractNum>'
        f"{nums}</w:numbering>"
    )


def num(num_id: int, more: str = "") -> str:
    """A list of that definition."""
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="5"/>{more}</w:num>'


def item(num_id: int, level: int = 0, text: str = "x") -> str:
    """A paragraph of this list."""
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'
    )
