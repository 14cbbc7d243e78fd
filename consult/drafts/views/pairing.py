"""A translated draft is paired with the source here."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form, UUIDField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.drafts import actions
from consult.drafts.selectors import check_language, draft_called, pairing_of
from consult.drafts.views.translation_words import STATES
from consult.drafts.views.words import KINDS

# Few enough that the boxes of a page stay below Django's limit of fields.
PAGE_SIZE = 200


class PairsForm(Form):
    """Carries the version beside which the pairs were shown."""

    version = UUIDField()


def pair_draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Show the pairs of a draft and its source, page by page, and take over those ticked."""
    found = draft_called(draft)
    review = found.chapter.review
    require_to_see(request.user, "drafts.translate", review)
    check_language(found.chapter, found.language)
    rows = pairing_of(found)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    form = PairsForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        try:
            taken = actions.take_pairs(
                actor=request.user,
                draft=found,
                seen_version=form.cleaned_data["version"],
                pairs={int(each) for each in request.POST.getlist("pair") if each.isdecimal()},
                done=not page.has_next(),
            )
        except DomainError as error:
            form.add_error(None, translated(error))
            status = error.status
        else:
            words = ngettext(
                "%(count)s translation is taken over as a draft.",
                "%(count)s translations are taken over as drafts.",
                taken,
            )
            messages.success(request, words % {"count": taken})
            if page.has_next():
                following = f"?page={page.next_page_number()}"
                return redirect(reverse("drafts:pairs", args=[found.pk]) + following)
            return redirect("drafts:translations", review.slug, found.chapter.slug, found.language)
    return render(
        request,
        "drafts/pairs.html",
        {
            "review": review,
            "draft": found,
            "page": page,
            "form": form,
            "alone": sum(row.source is None or row.translation is None for row in rows),
            "problems": {row.number: translated(row.problem) for row in page if row.problem},
            "states": STATES,
            "kinds": KINDS,
        },
        status=status,
    )
