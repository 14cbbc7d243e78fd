"""A typed refusal that no view translated still becomes a clear page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from consult.core.errors import DomainError


def translated(error: DomainError) -> str:
    """Return the error's sentence in the reader's language, its placeholders filled."""
    sentence = gettext(error.message)
    return sentence % error.params if error.params else sentence


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
