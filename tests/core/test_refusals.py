"""A refusal that no view translated becomes a clear page."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils.translation import override

from consult.core.errors import DomainError, NotThere, TextRefused
from consult.core.middleware import translated


class Full(DomainError):
    code = "full"
    status = 409
    message = "There are already %(count)d in %(place)s."


def refuse(request: HttpRequest) -> HttpResponse:
    raise Full(count=3, place="<b>here</b>")


def hide(request: HttpRequest) -> HttpResponse:
    raise NotThere()


class Addresses:
    """The project's addresses and two that refuse."""

    from consult.config.urls import urlpatterns as ours

    urlpatterns = [path("refuse/", refuse), path("hide/", hide), *ours]


@pytest.mark.django_db
def test_an_uncaught_refusal_is_a_page_with_its_status_and_sentence(settings: Any) -> None:
    settings.ROOT_URLCONF = Addresses
    response = Client().get("/refuse/")
    assert response.status_code == 409
    page = response.content.decode()
    assert "There are already 3 in &lt;b&gt;here&lt;/b&gt;." in page
    assert "<b>here</b>" not in page
    assert Client().get("/hide/").status_code == 404


def test_a_refusal_is_told_in_the_readers_language_with_its_parameters(monkeypatch: Any) -> None:
    french = {Full.message: "Il y en a déjà %(count)d dans %(place)s."}
    monkeypatch.setattr("consult.core.middleware.gettext", lambda text: french.get(text, text))
    with override("fr"):
        assert translated(Full(count=3, place="A")) == "Il y en a déjà 3 dans A."
    assert translated(NotThere()) == NotThere.message


def test_an_error_says_itself_in_english() -> None:
    assert str(TextRefused(character="U+0000")).startswith("The text contains a character")
    assert DomainError.field is None
