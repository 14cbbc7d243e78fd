"""What every page needs: its language and direction, and whether this is the demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from consult.core.languages import direction


def page(request: HttpRequest) -> dict[str, Any]:
    """Give templates `page_language`, `page_direction`, `languages` and `demonstration`."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "page_language": language,
        "page_direction": direction(language),
        "languages": settings.LANGUAGES,
        "demonstration": settings.DEMONSTRATION,
    }
