"""The few tags and filters that every template may use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from consult.core import languages
from consult.core.navigation import RoomLink, rooms_for

register = template.Library()

# The month in words and the day's 24 hours, since 11/12 and 5:30 are read differently by country.
_DAY_AND_TIME = "j F Y H:i"
_BRIEF_DAY_AND_TIME = "j M Y H:i"


@register.filter
def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a language code."""
    return languages.direction(language)


@register.filter
def language_name(language: str) -> str:
    """Return the name of a language in itself."""
    return languages.name_of(language)


@register.filter
def marked(sentence: str) -> str:
    """Translate a sentence that rules marked with `N_`."""
    return gettext(sentence) if sentence else ""


@register.simple_tag
def shown(instance: Any, field: str) -> SafeString:
    """Show a short text in the page's language, or marked with the language it really is in."""
    text = languages.shown(instance, field)
    if text.language == get_language():
        return format_html("{}", text.text)
    return format_html(
        '<span lang="{}" dir="{}">{}</span>',
        text.language,
        languages.direction(text.language),
        text.text,
    )


@register.simple_tag
def language_attributes(language: str) -> SafeString:
    """Return ` lang="…" dir="…"` where a text's language is not the page's, else nothing."""
    if language == get_language():
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', language, languages.direction(language))


@register.simple_tag
def moment(at: datetime, zone: str) -> SafeString:
    """Show a moment in the review's zone with its name, and in UTC.

    The `time` element carries the moment in UTC, from which a script adds the reader's own time.
    """
    local = at.astimezone(ZoneInfo(zone))
    return format_html(
        '<time datetime="{}" data-moment data-zone="{}">{} <span class="zone">({})</span></time>'
        ' <span class="utc">{} UTC</span>',
        at.astimezone(UTC).isoformat(timespec="seconds"),
        zone,
        date_format(local, _DAY_AND_TIME),
        zone,
        date_format(at.astimezone(UTC), "H:i"),
    )


def moment_in_words(at: datetime, zone: str) -> str:
    """Return a moment in the review's zone with its name, and in UTC, as plain words."""
    local = date_format(at.astimezone(ZoneInfo(zone)), _DAY_AND_TIME)
    return f"{local} ({zone}), {date_format(at.astimezone(UTC), 'H:i')} UTC"


@register.simple_tag
def moment_brief(at: datetime, zone: str) -> SafeString:
    """Show a moment in the review's zone where a list names the zone once for all its entries."""
    local = at.astimezone(ZoneInfo(zone))
    return format_html(
        '<time datetime="{}">{}</time>',
        at.astimezone(UTC).isoformat(timespec="seconds"),
        date_format(local, _BRIEF_DAY_AND_TIME),
    )


@register.filter
def day(kept: str) -> str:
    """Show a day that a record keeps as 2030-01-31 in the words of the page's language."""
    return date_format(date.fromisoformat(kept), "j F Y")


@register.simple_tag
def room_links(person: Any, review: Any) -> list[RoomLink]:
    """Return the rooms of a review that a person may enter, in the order of the work."""
    return rooms_for(person, review)


@register.filter
def at(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """Return what a mapping holds under a key that is only known in the template, or None."""
    return mapping.get(key) if mapping else None
