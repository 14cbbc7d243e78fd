"""The changes between two versions as markup, with a link to each.

Written in Python and not as a template, as the reading text is: a template takes ten times as long
for a thousand blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from consult.core.languages import direction
from consult.drafts.rules.blocks import NOTE_REFERENCE, BlockKind
from consult.drafts.rules.comparison import Row, RowState, plain_text
from consult.drafts.rules.words import Change, ChangeKind
from consult.drafts.selectors import BlockRow
from consult.portal.selectors.comparison import ComparisonPage, Said
from consult.responses.rules.dispositions import DISPOSITION_NAMES, Disposition


def compared_text(page: ComparisonPage, *, beside: bool, whole: bool) -> SafeString:
    """Return the rows of a comparison as markup.

    `beside` sets the two wordings beside each other instead of into one text; `whole` shows what
    did not change too, which else is counted and linked. Each change has its block's `b-<key>` as
    id, so that a link can be shared, and a heading `change-<number>`, numbered through all parts;
    the place that a moved block has left is `from-<key>`.

    Removed and added words are in `del` and `ins`. Screen readers differ in whether they announce
    these, so hidden words stand in them, with the page's language, before the words they are
    about, and a bracket after them, which is heard as a pause; where the whole block came or went,
    its heading says so once.

    The markup of the blocks is trusted, because it was sanitised when it was stored.
    """
    return mark_safe(_Comparing(page, beside, whole).markup())  # noqa: S308


class _Comparing:
    def __init__(self, page: ComparisonPage, beside: bool, whole: bool) -> None:
        self._page, self._beside, self._whole = page, beside, whole
        self._change = page.first_change - 1
        self._last = (
            page.first_change
            - 1
            + sum(row.is_change and row.state is not RowState.LEFT for row in page.rows)
        )
        self._left_here = {row.key for row in page.rows if row.state is RowState.LEFT}
        place = [page.review.slug, page.chapter.slug]
        self._address = escape(reverse("portal:compare", args=place))
        self._own = f' lang="{get_language()}" dir="{direction(get_language() or "")}"'
        self._titles = {
            (RowState.CHANGED, False): gettext("Wording changed"),
            (RowState.CHANGED, True): gettext("Moved, and wording changed"),
            (RowState.FORMAT, False): gettext("Only formatting or notes changed"),
            (RowState.FORMAT, True): gettext("Moved, and formatting or notes changed"),
            (RowState.SAME, True): gettext("Moved, same wording"),
            (RowState.ADDED, False): gettext("Added"),
            (RowState.REMOVED, False): gettext("Removed"),
        }
        self._hidden = {
            ChangeKind.REMOVED: gettext("removed:"),
            ChangeKind.ADDED: gettext("added:"),
        }
        self._version = gettext("Version %(number)s")
        self._link = gettext("Link to this change")
        self._previous, self._next = gettext("Previous change"), gettext("Next change")
        self._names = {each: gettext(name) for each, name in DISPOSITION_NAMES.items()}

    def markup(self) -> str:
        return "\n".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        for is_change, rows in groupby(self._page.rows, key=lambda row: row.is_change):
            if is_change:
                yield from map(self._row, rows)
            elif self._whole:
                yield from (
                    f'<div class="unchanged" id="b-{row.key}">{self._text(row.new)}</div>'
                    for row in rows
                )
            else:
                yield self._folded(list(rows))

    def _folded(self, rows: Sequence[Row[BlockRow]]) -> str:
        words = ngettext(
            "Show %(count)s unchanged paragraph", "Show %(count)s unchanged paragraphs", len(rows)
        ) % {"count": len(rows)}
        address = self._here(self._page.part, show="all")
        return f'<p class="folded"><a href="{address}#b-{rows[0].key}">{words}</a></p>'

    def _row(self, row: Row[BlockRow]) -> str:
        if row.state is RowState.LEFT:
            return self._left(row)
        self._change += 1
        number = self._change
        title = self._titles[row.state, row.moved]
        return (
            f'<article class="change change-{row.state}" id="b-{row.key}"'
            f' aria-labelledby="change-{number}">'
            f'<header class="change-head"><h3 id="change-{number}">'
            f'<span class="change-number">{number}</span> {title}</h3>'
            f'<p class="change-place">{self._place(row)}</p></header>'
            f"{self._wordings(row)}{self._talk(row)}{self._links(row, number)}</article>"
        )

    def _left(self, row: Row[BlockRow]) -> str:
        words = gettext("Paragraph %(old)s of version %(version)s stood here.") % {
            "old": row.old_number, "version": self._page.old.number,
        }  # fmt: skip
        goes = gettext("Go to where it stands in version %(version)s (paragraph %(new)s)") % {
            "version": self._page.new.number, "new": row.new_number,
        }  # fmt: skip
        part = self._page.parts[row.key]
        there = "" if part == self._page.part else self._here(part)
        return (
            f'<p class="change-left" id="from-{row.key}">{words}'
            f' <a href="{there}#b-{row.key}">{goes}</a></p>'
        )

    def _place(self, row: Row[BlockRow]) -> str:
        known = {
            "old": row.old_number,
            "new": row.new_number,
            "first": self._page.old.number,
            "second": self._page.new.number,
        }
        if row.old is None:
            words = gettext("Paragraph %(new)s of version %(second)s")
        elif row.new is None:
            words = gettext("Paragraph %(old)s of version %(first)s")
        else:
            words = gettext("Paragraph %(old)s in version %(first)s, %(new)s in version %(second)s")
        words %= known
        if row.key in self._left_here:
            stood = gettext("See where it stood")
            words += f' · <a href="#from-{row.key}">{stood}</a>'
        if row.section is None:
            return words
        name = escape(plain_text(row.section))
        return f"{words} · <cite{self._of(row.section)}>{name}</cite>"

    def _wordings(self, row: Row[BlockRow]) -> str:
        if self._beside and row.old is not None and row.new is not None:
            if row.state is RowState.SAME:
                return self._text(row.new)
            one = self._side(row.old, row, self._page.old.number, ChangeKind.REMOVED)
            two = self._side(row.new, row, self._page.new.number, ChangeKind.ADDED)
            return f'<div class="change-sides">{one}{two}</div>'
        block = row.new or row.old
        if row.state is RowState.CHANGED:
            return self._marked(block, row.words)
        if row.state in (RowState.ADDED, RowState.REMOVED):
            tag = "ins" if row.state is RowState.ADDED else "del"
            return f'<{tag} class="change-whole">{self._text(block)}</{tag}>'
        return self._text(block)

    def _side(self, block: BlockRow, row: Row[BlockRow], number: int, kind: ChangeKind) -> str:
        words = [change for change in row.words if change.kind in (ChangeKind.KEPT, kind)]
        text = self._marked(block, words) if row.words else self._text(block)
        name = self._version % {"number": number}
        return f'<div class="change-side"><p class="change-version">{name}</p>{text}</div>'

    def _marked(self, block: BlockRow | None, words: Sequence[Change]) -> str:
        if block is None:
            return ""
        text = "".join(self._run(change, block.language) for change in words)
        return f'<p class="change-text change-text-{block.kind}"{self._of(block)}>{text}</p>'

    def _run(self, change: Change, language: str) -> str:
        text = _plain(change.text)
        if change.kind is ChangeKind.KEPT:
            return text
        tag = "ins" if change.kind is ChangeKind.ADDED else "del"
        own = "" if language == get_language() else self._own
        return (
            f'<{tag}><span class="visually-hidden"{own}>({self._hidden[change.kind]} </span>'
            f'{text}<span class="visually-hidden">)</span></{tag}>'
        )

    def _text(self, block: BlockRow | None) -> str:
        """A block as it stands. The cells of a table's row follow one another in a line."""
        if block is None:
            return ""
        if block.kind is BlockKind.TABLE_ROW:
            words = _plain(block.text)
        else:
            # Notes are no part of this page, so their numbers lead nowhere.
            words = NOTE_REFERENCE.sub(r"<sup>\1</sup>", block.html)
        before = block.attrs.get("number") or block.attrs.get("marker") or block.attrs.get("note")
        if before:
            words = f'<span class="change-marker">{escape(str(before))}</span> {words}'
        if not block.text:
            none = gettext("No words")
            words = f"<em{self._own}>{none}</em>"
        return f'<p class="change-text change-text-{block.kind}"{self._of(block)}>{words}</p>'

    def _of(self, block: BlockRow) -> str:
        if block.language == get_language():
            return ""
        return f' lang="{escape(block.language)}" dir="{direction(block.language)}"'

    def _talk(self, row: Row[BlockRow]) -> str:
        said = self._page.said.get(row.key)
        if said is None:
            return ""
        return f'<ul class="change-talk" role="list">{"".join(self._said(said))}</ul>'

    def _said(self, said: Said) -> Iterator[str]:
        if said.count:
            count = ngettext("%(count)s comment", "%(count)s comments", said.count)
            yield f'<li><a href="{said.address}">{count % {"count": said.count}}</a></li>'
        for answer in said.answers:
            address = reverse("portal:comment", args=[answer.comment])
            name = self._names[Disposition(answer.disposition)]
            yield (
                f'<li><span class="state state-{answer.disposition}">{name}</span>'
                f' <a href="{address}"><bdi>{escape(answer.number)}</bdi></a></li>'
            )

    def _links(self, row: Row[BlockRow], number: int) -> str:
        there = f"{self._here(self._page.part)}#b-{row.key}"
        links = [f'<a href="{there}" aria-describedby="change-{number}">{self._link}</a>']
        if number > self._page.first_change:
            links.append(f'<a rel="prev" href="#change-{number - 1}">{self._previous}</a>')
        if number < self._last:
            links.append(f'<a rel="next" href="#change-{number + 1}">{self._next}</a>')
        return f'<p class="change-links">{" ".join(links)}</p>'

    def _here(self, part: int, **more: str) -> str:
        """The address of this comparison, which shows the same to whoever opens it later."""
        query = {
            "from": self._page.old.number,
            "to": self._page.new.number,
            "language": self._page.language,
            **({"view": "side"} if self._beside else {}),
            **({"part": part} if part > 1 else {}),
            **more,
        }
        return f"{self._address}?{escape(urlencode(query))}"


def _plain(text: str) -> str:
    """Text as markup: a line in the middle for the gap between cells, breaks for lines."""
    words = escape(text, quote=False)
    return words.replace("\t", '<span class="cell-gap"> | </span>').replace("\n", "<br>")
