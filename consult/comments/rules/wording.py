"""A suggested wording: what should stand in the place of which words."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from consult.comments.rules.submission import BODY_MAX, TextMissing, TextTooLong
from consult.core.text import clean_text


@dataclass(frozen=True, slots=True)
class Wording:
    """`old` words of the text and `new` ones in their place; either may be empty, not both."""

    old: str
    new: str

    def as_data(self) -> dict[str, str]:
        """Return it as plain values, to be compared, committed to and hashed."""
        return {"old": self.old, "new": self.new}


def checked_wording(old: str, new: str) -> Wording:
    """Return a wording as clean plain text; raises `TextRefused`, `TextMissing`, `TextTooLong`."""
    wording = Wording(clean_text(old), clean_text(new))
    if not wording.old and not wording.new:
        raise TextMissing()
    for text in (wording.old, wording.new):
        if len(text) > BODY_MAX:
            raise TextTooLong(length=len(text), limit=BODY_MAX)
    return wording


def as_typed(body: str, wording: Wording | None) -> str:
    """Return a text as it was typed, the words of a suggested wording after it, line by line."""
    words = (
        [wording.old and f"- {wording.old}", wording.new and f"+ {wording.new}"] if wording else []
    )
    return "\n".join(filter(None, [body, *words]))


def wording_markup(wording: Wording, label: str, attributes: str = "") -> str:
    """Return the wording as markup that says by its words, too, what goes and what comes.

    `label` is escaped here; `attributes` are safe and name the language of the words.
    """
    pieces = [f"<{tag}{attributes}>{_lines(text)}</{tag}>" for tag, text in _marked(wording)]
    return f'<p class="wording"><strong>{escape(label)}</strong> {" ".join(pieces)}</p>'


def _marked(wording: Wording) -> list[tuple[str, str]]:
    return [(tag, text) for tag, text in (("del", wording.old), ("ins", wording.new)) if text]


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
