"""Words of a comment that are taken out of sight: where they stand, and the text with gaps."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from consult.comments.rules.wording import Wording

GAP: Final = "▇▇▇"
_TAG = re.compile(r"""<[a-zA-Z/](?:[^>"']|"[^"]*"|'[^']*')*>""")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TypedText:
    """A comment as moderators see it: its text, then the words of a suggested wording.

    `old` and `new` stand on lines of their own that begin with a minus and a plus.
    """

    body: str
    old: str = ""
    new: str = ""

    @property
    def whole(self) -> str:
        """Return the text in which spans count code points."""
        lines = [self.body, self.old and f"- {self.old}", self.new and f"+ {self.new}"]
        return "\n".join(filter(None, lines))

    def with_gaps(self, spans: Sequence[Span], gap: str) -> TypedText:
        """Return the text with every span of `whole` replaced by `gap`."""
        parts, at = [], 0
        for text, mark in ((self.body, 0), (self.old, 2), (self.new, 2)):
            if text:
                begin = at + mark
                parts.append(_cut(text, [(a - begin, b - begin) for a, b in spans], gap))
                at = begin + len(text) + 1
            else:
                parts.append("")
        return TypedText(*parts)

    @property
    def wording(self) -> Wording | None:
        """Return the suggested wording, if there is one."""
        return Wording(self.old, self.new) if self.old or self.new else None


def blanked(text: str, spans: Sequence[Span]) -> str:
    """Return a text of the same length whose spans say nothing and match nothing."""
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _cut(text: str, spans: Sequence[Span], gap: str) -> str:
    """Replace the spans, which neither touch nor overlap, as far as they lie in the text."""
    for start, end in sorted(spans, reverse=True):
        first, last = max(start, 0), min(end, len(text))
        if first < last:
            text = text[:first] + gap + text[last:]
    return text


def html_with_gaps(
    typed: TypedText, spans: Sequence[Span], render: Callable[[TypedText], str], label: str
) -> str:
    """Return the markup of a text with marked gaps; `label` is safe markup that says why.

    `render` makes sanitised markup of a text. The gaps go through it as a word that nobody wrote;
    in an attribute, such as a link's address, nothing is left of them.
    """
    word, count = "qgapq", 0
    while word in typed.whole:
        count += 1
        word = f"qgap{count}q"
    gap = f'<span class="gap"><span aria-hidden="true">{GAP}</span> <small{label}</small></span>'
    html, end, pieces = render(typed.with_gaps(spans, word)), 0, []
    for tag in _TAG.finditer(html):
        pieces += [html[end : tag.start()].replace(word, gap), tag.group().replace(word, "")]
        end = tag.end()
    return "".join([*pieces, html[end:].replace(word, gap)])


def gap_label(sentence: str, attributes: str) -> str:
    """Return what `html_with_gaps` shows in each gap: a sentence with its language."""
    return f"{attributes}>{escape(sentence)}"


def plain_gap(sentence: str) -> str:
    """Return a gap as it stands in plain text, such as a file's margin or a search result."""
    return f"[{GAP} {sentence}]"
