"""Publishing is confirmed on a page of its own, since it cannot be taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext as in_the_readers_language
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.council.selectors.mandates import mandates_for, pending_on
from consult.drafts.models import Chapter, Publication
from consult.drafts.rules.publishing import AT_ONCE, RUNNING, PublicationState
from consult.drafts.selectors import (
    drafts_to_publish,
    languages_left_out,
    languages_to_publish,
    last_publication,
    work_ahead,
)
from consult.portal.actions import ask_to_publish, publish_version
from consult.portal.forms import PublishForm
from consult.portal.selectors.chapter import chapter_called
from consult.portal.selectors.publication import publication_to_see

STATES = {
    PublicationState.WAITING: gettext_lazy("Waiting to begin"),
    PublicationState.PREPARING: gettext_lazy("Comparing the texts and carrying the comments over"),
    PublicationState.WRITING: gettext_lazy("Writing the version"),
    PublicationState.PUBLISHED: gettext_lazy("Published"),
    PublicationState.FAILED: gettext_lazy("Not published"),
}


def publish(request: HttpRequest, review: str, chapter: str) -> HttpResponse:
    """Show what would be published; on POST publish it, or begin to where there is much of it."""
    found = chapter_called(review, chapter)
    require_to_see(request.user, "drafts.publish_version", found.review)
    drafts = drafts_to_publish(found)
    mandates = mandates_for(found)
    form = PublishForm(request.POST if request.method == "POST" else None, mandates=mandates)
    status = 200
    if form.is_valid():
        mandate = form.cleaned_data["mandate"]
        wanted: dict[str, Any] = {
            "actor": request.user,
            "chapter": found,
            "mandate_id": mandate.pk if mandate else None,
        }
        try:
            if work_ahead(found, drafts) > AT_ONCE:
                return redirect("portal:publication", ask_to_publish(**wanted).pk)
            version = publish_version(**wanted)
        except DomainError as error:
            form.add_error(error.field if error.field == "mandate" else None, translated(error))
            status = error.status
        else:
            messages.success(
                request,
                _("Version %(number)s is published.") % {"number": version.number},
            )
            return redirect(_next_page(found), review, chapter)
    last = last_publication(found)
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
            "running": last if last and last.state in RUNNING else None,
            "failed": _failed_last(found, last),
            "form": form,
            "mandates": mandates,
            "pending_motions": pending_on(found),
        },
        status=status,
    )


@never_cache
@require_safe
def publication(request: HttpRequest, publication: UUID) -> HttpResponse:
    """Show how far a publication has come, and how it ended."""
    found = publication_to_see(request.user, publication)
    chapter: Chapter = found.chapter
    state = PublicationState(found.state)
    return render(
        request,
        "portal/publication.html",
        {
            "review": chapter.review,
            "chapter": chapter,
            "publication": found,
            "running": state in RUNNING,
            "state_name": STATES[state],
            "reason": _reason(found),
        },
    )


def _next_page(chapter: Chapter) -> str:
    """Return the page after publishing: the list of passages to settle, where any wait."""
    chapter.refresh_from_db(fields=["unsettled"])
    return "portal:placements" if chapter.unsettled else "portal:chapter"


def _failed_last(chapter: Chapter, last: Publication | None) -> str:
    """Return why the last attempt failed, unless a version has been published since."""
    if last is None or (chapter.current and chapter.current.published_at > last.changed_at):
        return ""
    return _reason(last)


def _reason(publication: Publication) -> str:
    """Return in the reader's language why a publication failed, or nothing."""
    kept: dict[str, Any] = publication.reason
    if publication.state != PublicationState.FAILED or not kept:
        return ""
    # The sentence was marked for translation where the refusal is declared.
    sentence = in_the_readers_language(kept["message"])
    return sentence % kept["params"] if kept["params"] else sentence
