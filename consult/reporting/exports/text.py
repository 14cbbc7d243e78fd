"""The text of a chapter for a copy: the blocks as on its page, without what only a page can do.

Written in Python and not as a template for the reason that `consult.drafts.exports.reading` gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import chain

from django.utils.translation import gettext

from consult.drafts.rules.blocks import NOTE_REFERENCE, BlockKind, note_citations
from consult.drafts.rules.grouping import Group, Item, Numbered, group, nest, split_header
from consult.drafts.selectors import BlockRow
from consult.reporting.exports.marked import attributes, phrase

Member = Numbered[BlockRow]

DEEPEST = 6


def copied_text(
    rows: Sequence[BlockRow],
    *,
    around: str,
    labels: str,
    pictures: Mapping[str, str],
    top: int = 2,
    prefix: str = "",
) -> str:
    """Return the blocks as markup, the items of a list and the rows of a table grouped.

    `around` is the language of the document and `labels` the one that is active, of the few words
    that are not the text's; `top` is the level of the text's highest heading. Each block's
    element has the id `b-<key>`, each note's `note-<label>` behind `prefix`, which keeps apart the
    notes of chapters that share a document. `pictures` gives the addresses of pictures by their
    hash; a figure whose picture is not among them shows its description. The markup of the rows
    is trusted, because it was sanitised when it was stored.
    """
    return _Text(rows, around, labels, top, prefix, pictures).markup()


class _Text:
    def __init__(
        self,
        rows: Sequence[BlockRow],
        around: str,
        labels: str,
        top: int,
        prefix: str,
        pictures: Mapping[str, str],
    ) -> None:
        self._rows, self._around, self._labels, self._prefix = rows, around, labels, prefix
        self._pictures = pictures
        highest = min((row.level for row in rows if row.kind is BlockKind.HEADING), default=1)
        self._lowered = top - highest
        self._cited = note_citations(row.html for row in rows)
        self._note_link = rf'<sup><a href="#{prefix}note-\1">\1</a></sup>'

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
            return [self._figure(found.members[0], found.caption)]
        return map(self._alone, found.members)

    def _words(self, row: BlockRow) -> str:
        return NOTE_REFERENCE.sub(self._note_link, row.html)

    def _place(self, row: BlockRow) -> str:
        return f' id="b-{row.key}"{attributes(row.language, self._around)}'

    def _alone(self, member: Member) -> str:
        row = member.block
        if row.kind is not BlockKind.HEADING:
            return f'<p class="{escape(row.kind)}"{self._place(row)}>{self._words(row)}</p>'
        tag = f"h{min(row.level + self._lowered, DEEPEST)}"
        number = row.attrs.get("number")
        shown = f'<span class="number">{escape(str(number))}</span> ' if number else ""
        return f"<{tag}{self._place(row)}>{shown}{self._words(row)}</{tag}>"

    def _figure(self, member: Member, caption: Member | None) -> str:
        """Return a figure with its caption, on the side on which the text has it."""
        named = f"<figcaption>{self._alone(caption)}</figcaption>" if caption else ""
        above = caption is not None and caption.number < member.number
        shown = self._picture(member.block)
        return f"<figure>{named if above else ''}{shown}{'' if above else named}</figure>"

    def _picture(self, row: BlockRow) -> str:
        address = self._pictures.get(str(row.attrs.get("picture", "")))
        if address:
            picture = f'<img src="{escape(address)}" alt="{escape(row.text)}">'
            return f"<p{self._place(row)}>{picture}</p>"
        name = phrase(gettext("Picture, described:"), self._labels, row.language)
        return f'<p class="without-picture"{self._place(row)}>{name} {self._words(row)}</p>'

    def _list(self, items: Sequence[Item[BlockRow]]) -> Iterable[str]:
        tag = "ol" if items[0].member.block.attrs.get("ordered") else "ul"
        # The markers are text, as the document wrote them; see `consult.drafts.exports.reading`.
        marked = attributes(items[0].member.block.language, self._around)
        yield f'<{tag} role="list"{marked}>'
        for item in items:
            row = item.member.block
            marker = escape(str(row.attrs.get("marker") or "•"))
            yield (
                f'<li{self._place(row)}><p><span class="marker">{marker}</span> '
                f"{self._words(row)}</p>"
            )
            if item.inner:
                yield from self._list(item.inner)
            yield "</li>"
        yield f"</{tag}>"

    def _table(self, found: Group[BlockRow]) -> Iterable[str]:
        first = found.members[0].block
        if found.caption:
            caption = found.caption.block
            name, label = self._words(caption), f' aria-labelledby="b-{caption.key}"'
            head = f"<caption><span{self._place(caption)}>{name}</span></caption>"
        else:
            name = gettext("Table %(number)s") % {"number": first.attrs.get("table", "")}
            head, label = "", f' aria-label="{escape(name)}"'
        # A wide table scrolls, which the keyboard can do only where it has the focus.
        marked = attributes(first.language, self._around)
        yield f'<div class="table-frame" role="region"{label} tabindex="0"{marked}><table>{head}'
        for tag, rows in zip(("thead", "tbody"), split_header(found.members), strict=True):
            if rows:
                yield f"<{tag}>"
                for row in rows:
                    yield f"<tr{self._place(row.block)}>{self._words(row.block)}</tr>"
                yield f"</{tag}>"
        yield "</table></div>"

    def _notes(self, members: Sequence[Member]) -> Iterable[str]:
        name = escape(gettext("Notes"))
        yield f'<section class="notes" role="doc-endnotes" aria-label="{name}">'
        yield from map(self._note, members)
        yield "</section>"

    def _note(self, member: Member) -> str:
        row = member.block
        label = str(row.attrs.get("note", ""))
        back = ""
        if label in self._cited:
            name = gettext("Back to where note %(label)s is cited") % {"label": label}
            back = (
                f' <a class="back" href="#b-{self._rows[self._cited[label]].key}"'
                f' aria-label="{escape(name)}">↩</a>'
            )
        shown = escape(label)
        return (
            f'<div{self._place(row)}><p id="{self._prefix}note-{shown}">'
            f'<span class="note-label">{shown}</span> {self._words(row)}{back}</p></div>'
        )
