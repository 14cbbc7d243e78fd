"""Pictures are served under the hash of their bytes."""

from __future__ import annotations

from csp.constants import NONE
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from consult.core.errors import NotThere
from consult.drafts.selectors import is_published, picture_called, reviews_with

PUBLIC = "public, max-age=31536000, immutable"
PRIVATE = "private, no-cache"
POLICY = f"default-src {NONE}; frame-ancestors {NONE}"


@require_safe
def picture(request: HttpRequest, sha256: str) -> HttpResponse:
    """Serve a picture: a published one to everybody and for good, others to their editors."""
    found = picture_called(sha256)
    public = is_published(found)
    if not public and not any(
        request.user.has_perm("drafts.import_draft", review) for review in reviews_with(found)
    ):
        raise NotThere()
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["Cache-Control"] = PUBLIC if public else PRIVATE
    response["ETag"] = f'"{sha256}"'
    response["Content-Security-Policy"] = POLICY
    fresh = get_conditional_response(request, etag=response["ETag"], response=response)
    return fresh or response
