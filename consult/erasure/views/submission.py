"""One submission is erased by whoever holds its receipt, or from the account that sent it."""

from __future__ import annotations

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from consult.comments.models import Comment
from consult.comments.rules.states import CommentState
from consult.comments.selectors import receipt_of
from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from consult.erasure.actions import erase_submission, mail_erase_link
from consult.erasure.forms import SureForm
from consult.erasure.rules.asking import LINK_HOURS, AskedBy
from consult.erasure.selectors import hold_on, quoted_in_answers
from consult.erasure.views.freshness import can_confirm, is_fresh, require_fresh


@never_cache
def submission(request: HttpRequest, token: str) -> HttpResponse:
    """Say what goes and what stays; erase it on POST and lead back to the receipt."""
    comment = receipt_of(token)
    if comment.state == CommentState.ERASED:
        return redirect(comment.receipt_path)
    if comment.author_id is not None and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if comment.author_id is not None and comment.author_id != request.user.pk:
        raise NotThere()
    form = SureForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return _erase(request, comment, token)
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
    context = {
        "comment": comment,
        "chapter": comment.discussion.chapter,
        "review": comment.discussion.chapter.review,
        "form": form,
        "hold": hold_on(comment.public_id),
        "quotations": quoted_in_answers(comment),
        "fresh": comment.author_id is None or is_fresh(request),
        "can_confirm": can_confirm(request),
    }
    return render(request, "erasure/submission.html", context, status=status)


def _erase(request: HttpRequest, comment: Comment, token: str) -> HttpResponse:
    if comment.author_id is not None:
        require_fresh(request)
    erase_submission(
        actor=request.user, public_id=comment.public_id, asked_by=AskedBy.AUTHOR, token=token
    )
    messages.success(request, _("Your text has been erased."))
    return redirect(comment.receipt_path)


@never_cache
@require_POST
def mail_link(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a guest the link that erases everything from the same address."""
    if not receipt_of(token).guest_email:
        raise NotThere()
    if not consume(request, action="erase_link"):
        messages.error(request, _("You asked for many links. Try again in an hour."))
        return redirect("erasure:submission", token)
    mail_erase_link(receipt_token=token)
    messages.success(
        request,
        _("We have sent the link to the address of this receipt. It is good for %(hours)s hours.")
        % {"hours": LINK_HOURS},
    )
    return redirect("erasure:submission", token)
