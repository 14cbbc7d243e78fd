"""Words of a comment are taken out of sight, or come back."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext, override

from consult.comments.actions.show_wording import suggestion_html
from consult.comments.models import Comment, SealedText, Suggestion
from consult.comments.rules.markup import render_body
from consult.comments.rules.redaction import TypedText, gap_label, html_with_gaps, plain_gap
from consult.comments.rules.rulings import Ruling
from consult.comments.selectors import typed_text, whole_text
from consult.core.languages import direction, shown
from consult.core.transactions import step
from moderation.models import Rule

_TEXTS = ("body", "html", "comment", "redacted_rule", "redacted_code_version")


@step
def redact_comment_step(*, comment: Comment, gaps: Ruling | None, rule: Rule | None) -> bool:
    """Let the comment's own columns hold the text with these gaps, or whole where there are none.

    Guarantees that a text with gaps stands whole in its `SealedText` alone, and says whether
    anything has changed. The caller holds the discussion's lock and sees to search and bundle.
    """
    sealed: SealedText | None = SealedText.objects.filter(comment=comment).first()
    if gaps is None or rule is None:
        if sealed is not None:
            lift_gaps_step(comment=comment, sealed=sealed)
        return sealed is not None
    spans = [list(span) for span in gaps.spans]
    if sealed is not None and sealed.spans == spans and comment.redacted_rule == gaps.rule:
        return False
    if sealed is None:
        sealed = _sealed(comment, spans)
    else:
        sealed.spans = spans
        sealed.save(update_fields=["spans"])
    _show_gaps(comment, sealed, gaps, rule)
    return True


@step
def lift_gaps_step(*, comment: Comment, sealed: SealedText) -> None:
    """Put the whole text back, and break the seal."""
    comment.body = comment.comment = sealed.body
    comment.html = sealed.html
    comment.redacted_rule, comment.redacted_code_version = "", None
    comment.save(update_fields=_TEXTS)
    Suggestion.objects.filter(comment=comment).update(
        old=sealed.suggested_old, new=sealed.suggested_new
    )
    sealed.delete()


def _sealed(comment: Comment, spans: list[list[int]]) -> SealedText:
    typed = typed_text(comment)
    return SealedText.objects.create(
        comment=comment,
        body=typed.body,
        html=comment.html,
        suggested_old=typed.old,
        suggested_new=typed.new,
        spans=spans,
    )


def _show_gaps(comment: Comment, sealed: SealedText, gaps: Ruling, rule: Rule) -> None:
    """Write the text with gaps, each of which says why in the comment's language.

    Where the interface does not speak that, it says so in the language of the page it was sent
    from.
    """
    spoken = comment.language
    if spoken not in dict(settings.LANGUAGES):
        spoken = comment.page_language
    with override(spoken):
        title = shown(rule, "title").text
        sentence = gettext("redacted: %(code)s %(title)s") % {"code": gaps.rule, "title": title}
    named = f' lang="{spoken}" dir="{direction(spoken)}"' if spoken != comment.language else ""
    words_in = comment.anchor.language
    whole = whole_text(sealed)

    def render(typed: TypedText) -> str:
        html = render_body(typed.body) if typed.body else ""
        if typed.wording is None:
            return html
        return html + suggestion_html(
            typed.wording,
            language=comment.language,
            words_in=words_in,
            otherwise=comment.page_language,
        )

    comment.html = html_with_gaps(whole, gaps.spans, render, gap_label(sentence, named))
    cut = whole.with_gaps(gaps.spans, plain_gap(sentence))
    comment.body = comment.comment = cut.body
    comment.redacted_rule, comment.redacted_code_version = gaps.rule, gaps.code_version
    comment.save(update_fields=_TEXTS)
    Suggestion.objects.filter(comment=comment).update(old=cut.old, new=cut.new)
