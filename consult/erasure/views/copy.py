"""The person who is signed in gets all that is held about them as a file."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from consult.accounts.models import User
from consult.erasure.exports import own_data
from consult.erasure.rules.asking import SignInForCopy
from consult.erasure.views.freshness import is_fresh


@never_cache
@login_required
@require_safe
def copy(request: HttpRequest) -> JsonResponse:
    """Hand out the file to whoever signed in just now; nothing is stored."""
    if not is_fresh(request):
        raise SignInForCopy()
    person: User = request.user  # type: ignore[assignment]
    response = JsonResponse(
        own_data(person, now()), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response
