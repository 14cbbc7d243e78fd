"""A typed refusal that no view translated still becomes a clear page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext

from consult.core.errors import DomainError


def translated(error: DomainError) -> str:
    """Return the error's sentence in the reader's language, its placeholders filled."""
    sentence = gettext(error.message)
    params = {name: _readable(value) for name, value in error.params.items()}
    return sentence % params if params else sentence


def _readable(value: Any) -> Any:
    """Write an instant for people, in UTC, since an error knows no review and so no zone."""
    if isinstance(value, datetime):
        return f"{date_format(value.astimezone(UTC), 'j F Y H:i')} UTC"
    return value


class DomainErrorMiddleware:
    """Answer a `DomainError` with its status and its sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        return render(
            request,
            "core/refused.html",
            {"sentence": translated(error), "code": error.code},
            status=error.status,
        )
