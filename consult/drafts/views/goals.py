"""A chapter's paragraphs are tagged with Goals and targets here."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.drafts import actions
from consult.drafts.forms import TagForm
from consult.drafts.models import Chapter
from consult.drafts.selectors import aims, chapter_in_force, tagged_blocks

PER_PAGE = 100


def tag_text(request: HttpRequest, review: str, chapter: str) -> HttpResponse:
    """Show the paragraphs with their tags, and add or remove tags on POST."""
    found = chapter_in_force(review, chapter)
    require_to_see(request.user, "drafts.tag_text", found.review)
    whole, blocks = tagged_blocks(found)
    page = Paginator(blocks, PER_PAGE).get_page(request.GET.get("page"))
    form = TagForm(
        request.POST if request.method == "POST" else None,
        keys=[str(row.key) for row in page],
    )
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                _change(request, found, form)
            except DomainError as error:
                field = error.field if error.field in form.fields else None
                form.add_error(field, translated(error))
                status = error.status
            else:
                return redirect(request.get_full_path())
    return render(
        request,
        "drafts/tag_text.html",
        {
            "review": found.review,
            "chapter": found,
            "page": page,
            "whole": whole,
            "form": form,
            "aims": aims().values(),
        },
        status=status,
    )


def _change(request: HttpRequest, chapter: Chapter, form: TagForm) -> None:
    removing = "remove" in request.POST
    count = actions.tag_text(
        actor=request.user,
        chapter=chapter,
        keys=form.blocks(),
        codes=form.typed_codes(),
        remove=removing,
    )
    if not count:
        text = _("Nothing changed: it was so already.")
    elif removing:
        text = ngettext("%(count)s tag was removed.", "%(count)s tags were removed.", count)
    else:
        text = ngettext("%(count)s tag was added.", "%(count)s tags were added.", count)
    messages.success(request, text % {"count": count})
