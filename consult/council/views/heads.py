"""Signed heads: what was cosigned, and an observer's form to cosign one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.council.actions import cosign_head
from consult.council.forms.head import HeadForm
from consult.council.models import Cosignature
from consult.reviews.models import Review

LATEST = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show_heads(request: HttpRequest, review: str) -> HttpResponse:
    """Show the present head and the latest cosignatures; take an observer's."""
    found: Review = get_object_or_404(Review.objects.select_related("log"), slug=review)
    require_to_see(request.user, "council.view_room", found)
    if request.method != "POST":
        return _page(request, found, HeadForm())
    require_to_see(request.user, "council.cosign_head", found)
    form = HeadForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=400)
    try:
        cosigned = cosign_head(actor=request.user, review=found, head=form.cleaned_data["head"])
    except DomainError as error:
        form.add_error(error.field, translated(error))
        return _page(request, found, form, status=error.status)
    words = _("The log has only grown since this head of %(size)s entries. You have cosigned it.")
    messages.success(request, words % {"size": cosigned.size})
    return redirect("council:heads", review)


def _page(
    request: HttpRequest, review: Review, form: HeadForm, *, status: int = 200
) -> HttpResponse:
    listed = Cosignature.objects.filter(review=review).select_related("observer__organisation")
    context = {
        "review": review,
        "log": review.log,
        "form": form,
        "may_cosign": request.user.has_perm("council.cosign_head", review),
        "cosignatures": listed.order_by("-cosigned_at", "-pk")[:LATEST],
    }
    return render(request, "council/heads.html", context, status=status)
