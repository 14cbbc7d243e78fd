"""Footnotes and endnotes: a numbering each, links to them, and marks of their own."""

from __future__ import annotations

from consult.drafts.rules.blocks import BlockKind
from consult.drafts.rules.word.document import read_document
from tests.drafts.word_files import NAMESPACES, paragraph, run, word_file


def notes_xml(kind: str, *notes: str) -> str:
    written = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{run(" " + text)}</w:p>'
        f"</w:{kind}>"
        for number, text in enumerate(notes, 1)
    )
    return (
        f'<w:{kind}s {NAMESPACES}><w:{kind} w:type="separator" w:id="0"><w:p/></w:{kind}>'
        f"{written}</w:{kind}s>"
    )


def test_notes_are_numbered_as_the_text_refers_to_them() -> None:
    body = paragraph(
        run("Later")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + '<w:r><w:endnoteReference w:id="1"/></w:r>'
    ) + paragraph(run("First") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    others = {
        "footnotes": notes_xml("footnote", "one", "two", "never cited"),
        "endnotes": notes_xml("endnote", "end"),
    }
    blocks = read_document(word_file(body, others=others)).blocks
    assert [(block.kind, block.html, dict(block.attrs)) for block in blocks] == [
        (
            BlockKind.PARAGRAPH,
            'Later<sup><a href="#note-1">1</a></sup><sup><a href="#note-i">i</a></sup>',
            {},
        ),
        (BlockKind.PARAGRAPH, 'First<sup><a href="#note-2">2</a></sup>', {}),
        (BlockKind.FOOTNOTE, "two", {"note": "1"}),
        (BlockKind.FOOTNOTE, "one", {"note": "2"}),
        (BlockKind.FOOTNOTE, "end", {"note": "i"}),
    ]


def test_a_note_with_a_mark_of_its_own_shows_one_mark() -> None:
    reference = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    others = {"footnotes": notes_xml("footnote", "one")}
    blocks = read_document(word_file(paragraph(run("a") + reference), others=others)).blocks
    assert blocks[0].text == "a1"


def test_a_reference_to_a_missing_note_is_no_link() -> None:
    body = paragraph(run("a") + '<w:r><w:footnoteReference w:id="9"/></w:r>')
    assert [block.html for block in read_document(word_file(body)).blocks] == ["a"]
