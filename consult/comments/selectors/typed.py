"""A comment's text as it was typed."""

from __future__ import annotations

from consult.comments.models import Comment, SealedText, Suggestion
from consult.comments.rules.redaction import TypedText


def typed_text(comment: Comment) -> TypedText:
    """Return the comment's columns as one text: with gaps, where it has some."""
    wording: Suggestion | None = getattr(comment, "suggestion", None)
    return TypedText(comment.body, wording.old if wording else "", wording.new if wording else "")


def whole_text(sealed: SealedText) -> TypedText:
    """Return the text behind the gaps."""
    return TypedText(sealed.body, sealed.suggested_old, sealed.suggested_new)


def own_text(comment: Comment) -> TypedText:
    """Return the whole text, which its author may read whatever is redacted for others."""
    sealed: SealedText | None = getattr(comment, "sealed", None)
    return whole_text(sealed) if sealed else typed_text(comment)


def own_html(comment: Comment) -> str:
    """Return the markup of the whole text, for the author alone."""
    sealed: SealedText | None = getattr(comment, "sealed", None)
    return sealed.html if sealed else comment.html
