"""Staff act on an author's letter or a court's order."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from consult.accounts.permissions import require_to_see
from consult.comments.models import Comment
from consult.comments.rules.states import CommentState
from consult.comments.selectors import comment_numbered
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.erasure.actions import ask_for_everything, erase_submission, lift_hold, set_hold
from consult.erasure.forms import StaffForm
from consult.erasure.rules.asking import AskedBy, ErasedAlready, NumberUnknown
from consult.erasure.selectors import holds_in, quoted_by_team
from consult.reviews.models import Review
from consult.reviews.selectors import review_called


@never_cache
def desk(request: HttpRequest, review: str) -> HttpResponse:
    """Take what a letter or an order asks for, and show which texts a court keeps.

    An address with a `number` shows first where the team quotes that text.
    """
    found = review_called(review)
    require_to_see(request.user, "erasure.carry_out", found)
    looked_up = _looked_up(request, found)
    form = StaffForm(
        request.POST or None, initial={"number": looked_up.number if looked_up else ""}
    )
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return _carry_out(request, found, form)
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
    context = {
        "review": found,
        "form": form,
        "looked_up": looked_up,
        "asked_for": request.GET.get("number", ""),
        "quotations": quoted_by_team(looked_up) if looked_up else [],
        "holds": holds_in(found),
        "may_hold": request.user.has_perm("erasure.set_hold", found),
    }
    return render(request, "erasure/desk.html", context, status=status)


def _looked_up(request: HttpRequest, review: Review) -> Comment | None:
    """Return the submission that the address names, if it is one of this review and not erased."""
    comment = comment_numbered(request.GET.get("number", "").strip().upper())
    if comment is None or comment.discussion.chapter.review_id != review.pk:
        return None
    return None if comment.state == CommentState.ERASED else comment


def _carry_out(request: HttpRequest, review: Review, form: StaffForm) -> HttpResponse:
    said = form.cleaned_data
    number, source = said["number"].strip().upper(), said["source"]
    if said["act"] == StaffForm.HOLD:
        set_hold(actor=request.user, review=review, number=number, source=source)
        messages.success(request, _("%(number)s is kept.") % {"number": number})
        return redirect("erasure:desk", review.slug)
    comment = comment_numbered(number)
    if comment is None or comment.discussion.chapter.review_id != review.pk:
        raise NumberUnknown(number=number)
    if comment.state == CommentState.ERASED:
        raise ErasedAlready()
    asked_by = AskedBy(said["asked_by"])
    if said["act"] == StaffForm.ERASE_ALL:
        made = ask_for_everything(
            actor=request.user,
            asked_by=asked_by,
            closes_account=False,
            source=source,
            comment=comment,
        )
        return redirect("erasure:request", made.token)
    erase_submission(
        actor=request.user, public_id=comment.public_id, asked_by=asked_by, source=source
    )
    messages.success(request, _("%(number)s has been erased.") % {"number": number})
    return redirect("erasure:desk", review.slug)


@require_POST
def lift(request: HttpRequest, review: str, hold_id: UUID) -> HttpResponse:
    """End a court's hold."""
    found = review_called(review)
    require_to_see(request.user, "erasure.set_hold", found)
    lift_hold(actor=request.user, review=found, hold_id=hold_id)
    messages.success(request, _("The text is no longer kept by order of a court."))
    return redirect("erasure:desk", found.slug)
