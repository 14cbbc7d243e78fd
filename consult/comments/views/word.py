"""Sending in a Word file with margin comments, choosing from it, and confirming as a guest."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language, ngettext
from django.views.decorators.cache import never_cache

from consult.comments.actions import Choice, confirm_document, send_document, take_document
from consult.comments.forms import ChoiceForm, WordForm
from consult.comments.models import SentDocument
from consult.comments.permissions import require_document_confirmation
from consult.comments.selectors import (
    commentable,
    comments_of,
    confirmable,
    placed_items,
    sent_document,
)
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.drafts.rules.upload import MAX_UPLOAD_BYTES
from consult.reviews.rules.window import WindowState
from consult.reviews.selectors import window_of
from moderation.selectors import accepted_code, code_in_force


def send_word(request: HttpRequest, review: str, chapter: str) -> HttpResponse:
    """Show the form for a file; on POST read it, and lead to the choice."""
    found = commentable(review, chapter)
    form = WordForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            # One byte more than is allowed is enough to be refused.
            data = form.cleaned_data["file"].read(MAX_UPLOAD_BYTES + 1)
            try:
                document = take_document(actor=request.user, chapter=found, data=data)
            except DomainError as error:
                field = error.field if error.field in form.fields else None
                form.add_error(field, translated(error))
                status = error.status
            else:
                return redirect("comments:choose", document.token)
    context = {
        "review": found.review,
        "chapter": found,
        "form": form,
        "open": window_of(found.review, now()) is WindowState.OPEN,
        "code": code_in_force(found.review),
    }
    return render(request, "comments/send_word.html", context, status=status)


@never_cache
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """Show everything that was found in a file; on POST send what is ticked."""
    document = sent_document(token, request.user, now())
    if document.sent_at:
        return _became(request, document)
    review = document.chapter.review
    code = code_in_force(review)
    form = ChoiceForm(
        request.POST or None,
        items=placed_items(document),
        guest=not request.user.is_authenticated,
        code_version=code.version if code else 0,
        accepted=accepted_code(request.user, code),
        language=get_language() or "en",
    )
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return _send(request, form, token)
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
    context = {
        "review": review,
        "chapter": document.chapter,
        "document": document,
        "form": form,
        "code": code,
    }
    return render(request, "comments/choose.html", context, status=status)


def _send(request: HttpRequest, form: ChoiceForm, token: str) -> HttpResponse:
    said = form.cleaned_data
    choice = Choice(
        items=[int(index) for index in said["send"]],
        names=form.names,
        language=said["language"],
        accepted_code_version=form.accepted_version,
        page_language=get_language() or "en",
        name=said.get("name", ""),
        email=said.get("email", ""),
    )
    document = send_document(actor=request.user, token=token, choice=choice)
    if not document.made:
        return redirect("comments:sent")
    return _thanked(request, document)


def _thanked(request: HttpRequest, document: SentDocument) -> HttpResponse:
    count = len(document.made)
    sentence = ngettext(
        "We have received %(count)s comment.", "We have received %(count)s comments.", count
    )
    messages.success(request, sentence % {"count": count})
    return redirect("comments:choose", document.token)


def _became(request: HttpRequest, document: SentDocument) -> HttpResponse:
    """Show the receipts; before a guest has confirmed, what is waited for."""
    if not document.made:
        return redirect("comments:sent")
    context = {
        "review": document.chapter.review,
        "chapter": document.chapter,
        "comments": comments_of(document),
    }
    return render(request, "comments/became.html", context)


@never_cache
def confirm_word(request: HttpRequest, token: str) -> HttpResponse:
    """Show a guest what is about to be sent; send it on POST, so that no mail scanner does."""
    key = require_document_confirmation(token)
    if request.method == "POST":
        return _thanked(request, confirm_document(token=token))
    document, waiting = confirmable(key)
    if document.made:
        return _became(request, document)
    context = {
        "review": document.chapter.review,
        "chapter": document.chapter,
        "waiting": waiting,
    }
    return render(request, "comments/confirm_word.html", context)
