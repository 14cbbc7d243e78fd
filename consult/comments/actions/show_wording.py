"""A suggested wording as everybody reads it."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext, override

from consult.comments.rules.wording import Wording, wording_markup
from consult.core.languages import direction


def suggestion_html(wording: Wording, *, language: str, words_in: str, otherwise: str) -> str:
    """Reads only. The wording as markup, which stands after the comment's own text.

    Its label is in the comment's `language`, or where the interface does not speak that, in
    `otherwise`; `words_in` is the language of the words.
    """
    spoken = language if language in dict(settings.LANGUAGES) else otherwise
    attributes = ""
    if words_in != language:
        attributes = f' lang="{words_in}" dir="{direction(words_in)}"'
    with override(spoken):
        return wording_markup(wording, _label(wording), attributes)


def _label(wording: Wording) -> str:
    if wording.old and wording.new:
        return gettext("Suggested wording, the new words after the old ones:")
    if wording.old:
        return gettext("Suggested wording, without these words:")
    return gettext("Suggested wording, with these words added:")
