"""Margin comments and tracked changes for the Word files of tests."""

from __future__ import annotations

from tests.drafts.word_files import NAMESPACES, run

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def comments_xml(*comments: tuple[str, str, str]) -> str:
    """The comments part: author, paragraph id and text of each, their ids counted from 0."""
    return (
        f"<w:comments {NAMESPACES} {W14}>"
        + "".join(
            f'<w:comment w:id="{index}" w:author="{author}" w:initials="X" '
            f'w:date="2026-03-01T10:00:00Z"><w:p w14:paraId="{para}">{run(text)}</w:p></w:comment>'
            for index, (author, para, text) in enumerate(comments)
        )
        + "</w:comments>"
    )


def starts(comment: int) -> str:
    return f'<w:commentRangeStart w:id="{comment}"/>'


def ends(comment: int) -> str:
    return f'<w:commentRangeEnd w:id="{comment}"/><w:r><w:commentReference w:id="{comment}"/></w:r>'


def inserted(text: str, author: str = "Ana") -> str:
    return f'<w:ins w:id="1" w:author="{author}" w:date="2026-03-01T10:00:00Z">{run(text)}</w:ins>'


def deleted(text: str, author: str = "Ana") -> str:
    words = run(text).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
    return f'<w:del w:id="2" w:author="{author}" w:date="2026-03-01T10:00:00Z">{words}</w:del>'
