"""The text of a chapter as markup, composed in Python.

A chapter may have more than a thousand blocks, and a template that includes another one for each of
them takes longer than everything else on the page together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from consult.core.languages import direction
from consult.core.passages import Numbered, Run

Talker = Callable[[Any, int | None], str]


class ChapterMarkup:
    """Composes the blocks of one page.

    `write` is the address of the comment form up to and including `block=`, empty while comments
    are not taken; `talk` renders what is said about a block, with the number of a table's row. The
    `html` of a block was sanitised when it was published and is the only thing not escaped here.
    The element marked `data-block-text` holds exactly that markup and no other white space, since
    the offsets of a passage are counted in its text.
    """

    def __init__(self, *, talks: Mapping[Any, Any], write: str, talk: Talker) -> None:
        self._talks = talks
        self._write = escape(write)
        self._talk = talk
        self._page_language = get_language()
        self._link = escape(gettext("Link to paragraph"))
        self._comment = escape(gettext("Comment"))
        self._on_paragraph = escape(gettext("on paragraph %(number)s"))
        self._table = escape(gettext("Table"))

    def run(self, run: Run) -> SafeString:
        """Return the markup of a list, of a table, or of a block that stands alone."""
        if run.kind == "list_item":
            items = "".join(self._item(member) for member in run.members)
            kind = " block-list-ordered" if run.ordered else ""
            return mark_safe(f'<ul class="block-list{kind}" role="list">{items}</ul>')
        if run.kind == "table_row":
            return mark_safe(self._rows(run))
        return mark_safe("".join(self._block(member) for member in run.members))

    def _opening(self, tag: str, block: Any, more: str = "") -> str:
        key = block.key
        return (
            f'<{tag} class="block block-{block.kind}{more}" id="b-{key}" data-block="{key}" '
            f'data-language="{escape(block.language)}"'
        )

    def _language(self, block: Any) -> str:
        if block.language == self._page_language:
            return ""
        return f' lang="{escape(block.language)}" dir="{direction(block.language)}"'

    def _links(self, member: Numbered) -> str:
        key, number = member.block.key, member.number
        write = ""
        if self._write:
            hidden = self._on_paragraph % {"number": number}
            write = (
                f' <a class="block-write" href="{self._write}{key}">{self._comment}'
                f'<span class="visually-hidden"> {hidden}</span></a>'
            )
        return (
            f'<p class="block-links"><a class="permalink" href="#b-{key}">'
            f'<span class="visually-hidden">{self._link} </span>{number}</a>{write}</p>'
        )

    def _said(self, block: Any, row: int | None = None) -> str:
        talk = self._talks.get(block.key)
        return self._talk(talk, row) if talk else ""

    def _block(self, member: Numbered) -> str:
        block = member.block
        attrs = block.attrs
        language = self._language(block)
        text = f"<span data-block-text>{block.html}</span>"
        if member.heading:
            number = attrs.get("number")
            shown = f'<span class="heading-number">{escape(number)}</span> ' if number else ""
            body = f"<h{member.heading}{language}>{shown}{text}</h{member.heading}>"
        elif note := attrs.get("note"):
            label = escape(note)
            mark = f'<span class="note-label">{label}</span>'
            body = f'<p{language} id="note-{label}">{mark} {text}</p>'
        else:
            body = f"<p{language}>{text}</p>"
        opening = self._opening("div", block)
        return f"{opening}>\n{body}{self._links(member)}{self._said(block)}</div>\n"

    def _item(self, member: Numbered) -> str:
        block = member.block
        level = f' aria-level="{block.level}"' if block.level > 1 else ""
        marker = escape(block.attrs.get("marker", ""))
        return (
            f"{self._opening('li', block, f' depth-{block.level}')}{level}>"
            f'<p{self._language(block)}><span class="marker">{marker}</span> '
            f"<span data-block-text>{block.html}</span></p>"
            f"{self._links(member)}{self._said(block)}</li>\n"
        )

    def _rows(self, run: Run) -> str:
        """Return a table and, below it, what is said about its rows."""
        label = f"{self._table} {escape(run.members[0].block.attrs.get('table', ''))}"
        rows = "".join(
            f"{self._opening('tr', member.block)} data-block-text{self._language(member.block)}>"
            f'{member.block.html}<td class="row-links" data-block-aside>{self._links(member)}</td>'
            "</tr>\n"
            for member in run.members
        )
        said = "".join(self._said(member.block, member.number) for member in run.members)
        return (
            f'<div class="table-frame" role="region" aria-label="{label}" tabindex="0">'
            f'<table class="block-table">{rows}</table></div>\n{said}'
        )
