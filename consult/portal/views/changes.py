"""An author changes a text that a moderator has given back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from consult.comments.actions import resubmit_comment
from consult.comments.forms import ChangesForm
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.portal.selectors import changes_page


@never_cache
def changes(request: HttpRequest, token: str) -> HttpResponse:
    """Show the text in an editor with the reason; send it on POST. The token is the key."""
    page = changes_page(token)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) in dict(settings.LANGUAGES)
    with override(get_language() if chosen else page["comment"].page_language):
        response = _changes(request, token, page)
    # With no referrer at all, browsers send a form without its origin, and it would be refused.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _changes(request: HttpRequest, token: str, page: dict[str, Any]) -> HttpResponse:
    code = page["code"]
    form = ChangesForm(
        request.POST or None,
        comment=page["comment"],
        body=page["typed"].body,
        new=page["typed"].new,
        code_version=code.version if code else None,
    )
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            said = form.cleaned_data
            try:
                comment = resubmit_comment(
                    token=token,
                    seen_revision=said["seen_revision"],
                    body=said["body"],
                    suggested_new=said.get("suggested_new", ""),
                    accepted_code_version=said["code_version"],
                    key=said["key"],
                )
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
                page = changes_page(token)
            else:
                messages.success(request, _("We have received your text again. Thank you."))
                return redirect(comment.receipt_path)
    return render(request, "portal/changes.html", {**page, "form": form}, status=status)
