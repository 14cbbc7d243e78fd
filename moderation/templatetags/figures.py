"""How numbers about moderation are said, to the team and to everybody."""

from __future__ import annotations

from datetime import date
from typing import Final

from django import template
from django.utils.formats import date_format
from django.utils.translation import ngettext

from moderation.rules.reckoning.percentile import BY_THE_HOUR

register = template.Library()

_DAY: Final = 24


@register.filter
def hours_in_words(hours: int | None) -> str:
    """Return a time in hours begun, or in days where it is kept to the day; a dash for none."""
    if hours is None:
        return "–"
    if hours <= BY_THE_HOUR:
        said = ngettext("within %(count)s hour", "within %(count)s hours", hours)
        return said % {"count": hours}
    days = hours // _DAY
    return ngettext("within %(count)s day", "within %(count)s days", days) % {"count": days}


@register.filter
def day(said: str) -> str:
    """Return a date as ISO 8601 writes it in the words of the page's language."""
    return date_format(date.fromisoformat(said), "j M Y")
