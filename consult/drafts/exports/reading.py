"""The text of a version as markup to be read, every block with its links.

Written in Python and not as a template: a text of 1,233 blocks takes the template engine 300 to
550 ms, and this a tenth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import chain

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from consult.core.languages import direction
from consult.drafts.rules.blocks import BlockKind, note_citations
from consult.drafts.rules.grouping import Group, Item, Numbered, group, nest, split_header
from consult.drafts.selectors import BlockRow

Member = Numbered[BlockRow]
Talk = Callable[[Member], str]


def reading_text(
    rows: Sequence[BlockRow], *, write: str = "", talk: Talk | None = None
) -> SafeString:
    """Return the blocks as markup, the items of a list and the rows of a table grouped.

    `write` is the address of the comment form up to and including `block=`, empty while no
    comments are taken. `talk` gives safe markup with what is said about a block, or nothing; it
    stands under its block, for a table's rows after the table.

    Each block's element has the id `b-<key>`. The one marked `data-block-text` holds exactly the
    block's markup, without `data-block-aside`, since offsets count its text. The markup of the
    rows is trusted, because it was sanitised when it was stored.
    """
    return mark_safe(_Reading(rows, write, talk or (lambda member: "")).markup())  # noqa: S308


class _Reading:
    def __init__(self, rows: Sequence[BlockRow], write: str, talk: Talk) -> None:
        self._rows, self._talk = rows, talk
        self._write = escape(write)
        # The page's h1 is the title of the chapter, so the text's highest heading becomes an h2.
        self._highest = min((row.level for row in rows if row.kind is BlockKind.HEADING), default=1)
        self._cited = note_citations(row.html for row in rows)
        self._languages = {
            language: ""
            if language == get_language()
            else f' lang="{escape(language)}" dir="{direction(language)}"'
            for language in {row.language for row in rows}
        }
        self._link = gettext("Link to paragraph %(number)s")
        self._comment = gettext("Comment")
        self._missing = escape(gettext("Picture, described:"))
        self._about = gettext("on paragraph %(number)s")
        # What a reader must know of a text in another language than the one they asked for, or
        # of one that no person has gone over.
        self._notes_on = {
            "missing": gettext("Not translated yet"),
            "machine": gettext("Translated by machine, not reviewed yet"),
            "draft": gettext("Translation not reviewed yet"),
        }

    def markup(self) -> str:
        return "\n".join(chain.from_iterable(map(self._group, group(self._rows))))

    def _group(self, found: Group[BlockRow]) -> Iterable[str]:
        if found.kind is BlockKind.LIST_ITEM:
            return self._list(nest(found.members))
        if found.kind is BlockKind.TABLE_ROW:
            return self._table(found)
        if found.kind is BlockKind.FOOTNOTE:
            return self._notes(found.members)
        if found.kind is BlockKind.FIGURE:
            return self._figure(found.members[0], found.caption)
        return map(self._alone, found.members)

    def _figure(self, member: Member, caption: Member | None) -> Iterable[str]:
        named = f"<figcaption>{self._alone(caption)}</figcaption>" if caption else ""
        above = caption is not None and caption.number < member.number
        yield f'<figure class="figure">{named if above else ""}{self._picture(member)}'
        yield f"{'' if above else named}</figure>"

    def _picture(self, member: Member) -> str:
        """The picture with its alternative text; the text alone where no picture was kept.

        Beside the picture the text stands hidden, for what was said about words of it.
        """
        row, language = member.block, self._languages[member.block.language]
        sha256 = row.attrs.get("picture")
        if sha256:
            shown = (
                f'<img src="{reverse("pictures:picture", args=[sha256])}" loading="lazy"'
                f' alt="{escape(row.text)}" width="{row.attrs.get("width", "")}"'
                f' height="{row.attrs.get("height", "")}"{language}>'
                f"<span data-block-text hidden>{row.html}</span>"
            )
        else:
            shown = (
                f'<p><span class="figure-missing">{self._missing}</span> '
                f"<span data-block-text{language}>{row.html}</span></p>"
            )
        return f"<div{self._block(row)}>{shown}{self._links(member)}{self._talk(member)}</div>"

    def _alone(self, member: Member) -> str:
        row = member.block
        words = f"<span data-block-text{self._caption_id(row)}>{row.html}</span>"
        if row.kind is BlockKind.HEADING:
            tag = f"h{min(row.level - self._highest + 2, 6)}"
            number = row.attrs.get("number")
            if number:
                words = f'<span class="heading-number">{escape(str(number))}</span> {words}'
        else:
            tag = "p"
        text = f"<{tag}{self._languages[row.language]}>{words}</{tag}>"
        return (
            f"<div{self._block(row)}>{text}{self._state(row)}{self._links(member)}"
            f"{self._talk(member)}</div>"
        )

    def _state(self, row: BlockRow) -> str:
        if not row.state:
            return ""
        note = escape(self._notes_on[row.state])
        return f'<p class="text-state text-state-{row.state}">{note}</p>'

    def _caption_id(self, row: BlockRow) -> str:
        return f' id="t-{row.key}"' if row.kind is BlockKind.CAPTION else ""

    def _block(self, row: BlockRow) -> str:
        return (
            f' class="block block-{row.kind}" id="b-{row.key}" data-block="{row.key}"'
            f' data-language="{row.language}"'
        )

    def _links(self, member: Member) -> str:
        key, number = member.block.key, member.number
        name = self._link % {"number": number}
        permalink = f'<a class="permalink" href="#b-{key}" aria-label="{name}">{number}</a>'
        comment = ""
        if self._write:
            about = self._about % {"number": number}
            comment = (
                f' <a class="block-write" href="{self._write}{key}">{self._comment}'
                f'<span class="visually-hidden"> {about}</span></a>'
            )
        return f'<p class="block-links">{permalink}{comment}</p>'

    def _list(self, items: Sequence[Item[BlockRow]]) -> Iterable[str]:
        ordered = items[0].member.block.attrs.get("ordered")
        tag = "ol" if ordered else "ul"
        # The markers are text, as the document wrote them; without the role Safari would no
        # longer call a list without bullets of its own a list.
        yield f'<{tag} class="block-list" role="list">'
        for item in items:
            row = item.member.block
            marker = escape(str(row.attrs.get("marker") or "•"))
            yield (
                f"<li{self._block(row)}><p{self._languages[row.language]}>"
                f'<span class="marker">{marker}</span> '
                f"<span data-block-text>{row.html}</span></p>{self._state(row)}"
                f"{self._links(item.member)}{self._talk(item.member)}"
            )
            if item.inner:
                yield from self._list(item.inner)
            yield "</li>"
        yield f"</{tag}>"

    def _table(self, found: Group[BlockRow]) -> Iterable[str]:
        caption = found.caption
        if caption:
            label = f' aria-labelledby="t-{caption.block.key}"'
        else:
            number = found.members[0].block.attrs.get("table", "")
            name = gettext("Table %(number)s") % {"number": number}
            label = f' aria-label="{escape(name)}"'
        # A wide table scrolls, which the keyboard can do only where it has the focus.
        yield f'<div class="table-frame" role="region"{label} tabindex="0">'
        yield '<table class="block-table">'
        if caption:
            yield f"<caption>{self._alone(caption)}</caption>"
        for tag, rows in zip(("thead", "tbody"), split_header(found.members), strict=True):
            if rows:
                yield f"<{tag}>{''.join(map(self._row, rows))}</{tag}>"
        yield "</table></div>"
        yield from filter(None, map(self._talk, found.members))

    def _row(self, member: Member) -> str:
        row = member.block
        return (
            f"<tr{self._block(row)} data-block-text{self._languages[row.language]}>{row.html}"
            f'<td class="row-links" data-block-aside>{self._state(row)}{self._links(member)}</td>'
            "</tr>"
        )

    def _notes(self, members: Sequence[Member]) -> Iterable[str]:
        name = escape(gettext("Notes"))
        yield f'<section class="block-notes" role="doc-endnotes" aria-label="{name}">'
        yield from map(self._note, members)
        yield "</section>"

    def _note(self, member: Member) -> str:
        row = member.block
        label = str(row.attrs.get("note", ""))
        back = ""
        if label in self._cited:
            name = gettext("Back to where note %(label)s is cited") % {"label": label}
            back = (
                f' <a class="note-back" href="#b-{self._rows[self._cited[label]].key}"'
                f' aria-label="{escape(name)}">↩</a>'
            )
        label = escape(label)
        return (
            f'<div{self._block(row)}><p id="note-{label}"{self._languages[row.language]}>'
            f'<span class="note-label">{label}</span> '
            f"<span data-block-text>{row.html}</span>{back}</p>{self._state(row)}"
            f"{self._links(member)}{self._talk(member)}</div>"
        )
