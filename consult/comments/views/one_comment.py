"""Writing a comment, and confirming one that a guest has sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from consult.comments.actions import confirm_comment, post_comment, send_as_guest
from consult.comments.forms import CommentForm, PassageForm
from consult.comments.models import Comment
from consult.comments.permissions import require_confirmation
from consult.comments.rules.markup import render_body
from consult.comments.rules.passage import Passage
from consult.comments.rules.states import CommentState, is_hidden
from consult.comments.selectors import commentable, quoted, shown_comment, waiting_text
from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from consult.drafts.models import Chapter
from consult.reviews.rules.window import WindowState
from consult.reviews.selectors import window_of
from moderation.selectors import accepted_code, code_in_force


def write(request: HttpRequest, review: str, chapter: str) -> HttpResponse:
    """Take a comment on the passage, block or chapter that the address names."""
    found = commentable(review, chapter)
    return _write(request, found, None)


def reply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a reply to a published comment."""
    above = shown_comment(public_id)
    if (
        above.state != CommentState.PUBLISHED
        or above.counted_in is not None
        or is_hidden(above.hidden_until, now())
    ):
        raise NotThere()
    chapter = above.discussion.chapter
    return _write(request, commentable(chapter.review.slug, chapter.slug), above)


def _write(request: HttpRequest, chapter: Chapter, above: Comment | None) -> HttpResponse:
    """Show the form; on POST send what was written, or show the form again with all of it."""
    asked = PassageForm(request.POST if request.method == "POST" else request.GET)
    passage = asked.passage if above is None else None
    code = code_in_force(chapter.review)
    form = CommentForm(
        chapter,
        request.POST or None,
        guest=not request.user.is_authenticated,
        code_version=code.version if code else None,
        accepted=accepted_code(request.user, code),
        opened_at=now(),
        initial={"language": get_language()},
    )
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return _send(request, form, chapter, passage, above)
            except DomainError as error:
                form.refuse(error, translated(error))
                passage = _still_there(passage, error)
                status = error.status
    context = {
        "review": chapter.review,
        "chapter": chapter,
        "above": above,
        "passage": passage,
        "quoted": quoted(chapter, passage),
        "code": code,
        "form": form,
        "open": window_of(chapter.review, now()) is WindowState.OPEN,
    }
    return render(request, "comments/write.html", context, status=status)


def _still_there(passage: Passage | None, error: DomainError) -> Passage | None:
    """Widen a passage that the text no longer has: to its block, or to the chapter."""
    if passage is None or error.code == "block_not_there":
        return None
    if error.code == "passage_mismatch":
        return Passage(passage.block_key, passage.language)
    return passage


def _send(
    request: HttpRequest,
    form: CommentForm,
    chapter: Chapter,
    passage: Passage | None,
    above: Comment | None,
) -> HttpResponse:
    """Post from the account, or keep a guest's text until it is confirmed."""
    said: dict[str, Any] = {
        "chapter": chapter,
        "anchor_at": passage,
        "replied_to": above,
        "language": form.cleaned_data["language"],
        "body": form.cleaned_data["body"],
        "accepted_code_version": form.accepted_version,
        "key": form.cleaned_data["key"],
    }
    if request.user.is_authenticated:
        comment = post_comment(actor=request.user, seconds=form.seconds_open(now()), **said)
        return _thanked(request, comment)
    send_as_guest(
        name=form.cleaned_data["name"],
        email=form.cleaned_data["email"],
        page_language=get_language() or "en",
        **said,
    )
    return redirect("comments:sent")


def _thanked(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Lead to the receipt."""
    messages.success(
        request,
        _("We have received your comment. Its number is %(number)s.") % {"number": comment.number},
    )
    return redirect(comment.receipt_path)


def sent(request: HttpRequest) -> HttpResponse:
    """Tell a guest to look for the mail."""
    return render(request, "comments/sent.html")


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a guest what is about to be sent; send it on POST, so that no mail scanner does."""
    key = require_confirmation(token)
    if request.method == "POST":
        return _thanked(request, confirm_comment(token=token))
    waiting = waiting_text(key)
    context = {
        "review": waiting.chapter.review,
        "chapter": waiting.chapter,
        "waiting": waiting,
        "html": render_body(waiting.body),
    }
    return render(request, "comments/confirm.html", context)
