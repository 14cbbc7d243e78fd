"""Publishing is confirmed on a page of its own, since it cannot be taken back."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.drafts.models import Draft
from consult.drafts.selectors import languages_left_out, languages_to_publish
from consult.portal.actions import publish_version
from consult.portal.selectors.chapter import chapter_called


def publish(request: HttpRequest, review: str, chapter: str) -> HttpResponse:
    """Show what would be published, and publish it on POST."""
    found = chapter_called(review, chapter)
    require_to_see(request.user, "drafts.publish_version", found.review)
    form = Form(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        try:
            version = publish_version(actor=request.user, chapter=found)
        except DomainError as error:
            form.add_error(None, translated(error))
            status = error.status
        else:
            messages.success(
                request,
                _("Version %(number)s is published.") % {"number": version.number},
            )
            return redirect("portal:chapter", review, chapter)
    drafts = found.drafts.filter(state=Draft.State.CHECKING).order_by("language")
    return render(
        request,
        "portal/publish.html",
        {
            "review": found.review,
            "chapter": found,
            "drafts": drafts,
            "next_number": (found.current.number if found.current else 0) + 1,
            "left_out": languages_left_out(found),
            "translations": languages_to_publish(found),
            "form": form,
        },
        status=status,
    )
