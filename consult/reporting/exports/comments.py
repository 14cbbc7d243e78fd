"""The comments on a chapter as the last part of a copy, each with its answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from uuid import UUID

from django.utils.translation import gettext

from consult.comments.rules.states import BY_ORDER, HIDDEN, CommentState
from consult.core.languages import name_of
from consult.core.templatetags.consult import moment_brief
from consult.drafts.selectors import BlockRow
from consult.reporting.exports.marked import attributes, phrase
from consult.reporting.selectors import Said, Talk
from consult.responses.models import Answer


def copied_comments(
    talk: Talk, rows: Sequence[BlockRow], *, around: str, zone: str, heading: int
) -> str:
    """Return the comments, first on the chapter as a whole, then by paragraph in reading order.

    `around` is the language of the element that they stand in, which is also the active one;
    `heading` is the level of the headings. Comments on passages that are no longer in the text
    come last. Their markup is trusted, because it was sanitised when it was stored.
    """
    numbers = {row.key: number for number, row in enumerate(rows, start=1)}
    return "\n".join(_Comments(numbers, around, zone, heading).parts(talk.by_block))


class _Comments:
    def __init__(self, numbers: Mapping[UUID, int], around: str, zone: str, heading: int) -> None:
        self._numbers, self._around, self._zone = numbers, around, zone
        self._tag = f"h{heading}"

    def parts(self, by_block: Mapping[UUID | None, list[Said]]) -> Iterable[str]:
        here = [key for key in self._numbers if key in by_block]
        gone = [key for key in by_block if key is not None and key not in self._numbers]
        if None in by_block:
            yield f"<{self._tag}>{escape(gettext('On the whole chapter'))}</{self._tag}>"
            yield from map(self._comment, by_block[None])
        for key in here:
            name = gettext("On paragraph %(number)s") % {"number": self._numbers[key]}
            yield f'<{self._tag}><a href="#b-{key}">{escape(name)}</a></{self._tag}>'
            yield from map(self._comment, by_block[key])
        if gone:
            name = gettext("On words that are no longer in the text")
            yield f"<{self._tag}>{escape(name)}</{self._tag}>"
            for key in gone:
                yield from map(self._comment, by_block[key])

    def _comment(self, said: Said) -> str:
        comment = said.comment
        head = f'<article class="comment depth-{comment.depth}" id="c-{comment.public_id}">'
        if comment.state == CommentState.REFUSED:
            return f"{head}{self._refused(said)}</article>"
        if comment.state == CommentState.ERASED:
            return f"{head}{self._erased(said)}{self._answer(said.answer)}</article>"
        if comment.state == HIDDEN:
            return f"{head}{self._hidden(said)}</article>"
        by = f"<strong><bdi>{escape(comment.author_name)}</bdi></strong>"
        if comment.organisation_name:
            by += f" · <bdi>{escape(comment.organisation_name)}</bdi>"
        facts = (
            f"<bdi>{escape(comment.number)}</bdi> · {moment_brief(comment.posted_at, self._zone)}"
            f" · {phrase(name_of(comment.language), comment.language, self._around)}"
        )
        if comment.in_reply_to_number:
            sentence = gettext("In reply to %(number)s") % {"number": comment.in_reply_to_number}
            link = f'<a href="#c-{comment.in_reply_to}">{escape(sentence)}</a>'
            facts += f" · {link}"
        if said.campaign:
            sentence = gettext("Counted in the campaign “%(name)s”") % {"name": said.campaign}
            facts += f" · {escape(sentence)}"
        return (
            f'{head}<p class="by">{by}<br><span class="facts">{facts}</span></p>'
            f"{self._quote(said)}"
            f"<div{attributes(comment.language, self._around)}>{comment.html}</div>"
            f"{self._answer(said.answer)}</article>"
        )

    def _erased(self, said: Said) -> str:
        number = f"<bdi>{escape(said.comment.number)}</bdi>"
        at = said.comment.erased_at or said.comment.posted_at
        when = moment_brief(at, self._zone)
        by_court = said.comment.erased_for == "court"
        what = (
            gettext("Erased by order of a court")
            if by_court
            else gettext("Erased at the author’s request")
        )
        return f"<p>{number} {escape(what)} {when}</p>"

    def _hidden(self, said: Said) -> str:
        sentence = gettext(
            "This comment is not shown for the moment while a question of safety is looked at."
        )
        return f"<p><bdi>{escape(said.comment.number)}</bdi> {escape(sentence)}</p>"

    def _refused(self, said: Said) -> str:
        rule = {"code": said.comment.refused_rule}
        number = f"<bdi>{escape(said.comment.number)}</bdi>"
        if said.comment.refused_rule == BY_ORDER:
            sentence = gettext("This comment is not shown, by a court’s order.")
            return f"<p>{number} {escape(sentence)}</p>"
        if said.rule is None:
            sentence = (
                gettext(
                    "This comment is not shown. It breaks rule %(code)s of the code of conduct."
                )
                % rule
            )
            return f"<p>{number} {escape(sentence)}</p>"
        sentence = (
            gettext("This comment is not shown. It breaks rule %(code)s of the code of conduct:")
            % rule
        )
        title = phrase(said.rule.text, said.rule.language, self._around)
        return f"<p>{number} {escape(sentence)} {title}</p>"

    def _quote(self, said: Said) -> str:
        comment = said.comment
        quote = ""
        if comment.quote and comment.depth == 0:
            named = attributes(comment.quote_language, self._around)
            quote = f"<blockquote{named}>{escape(comment.quote)}</blockquote>"
        if comment.placement == "unchanged":
            return quote
        version = {"number": comment.made_on}
        earlier = gettext("Made on the wording of version %(number)s.") % version
        return f'{quote}<p class="facts">{escape(earlier)}</p>'

    def _answer(self, answer: Answer | None) -> str:
        if answer is None:
            return ""
        what = f"{gettext('Answer')}: {gettext(answer.name)}"
        return (
            f'<div class="answer"><p><strong>{escape(what)}</strong> · '
            f"{moment_brief(answer.answered_at, self._zone)}</p>"
            f"<div{attributes(answer.language, self._around)}>{answer.html}</div></div>"
        )
