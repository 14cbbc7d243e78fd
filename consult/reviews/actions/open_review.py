"""A review is opened, and with it its log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import available_timezones

from django.db.models import Q

from consult.core.errors import DomainError, N_, NotPermitted
from consult.core.journal import open_log, record
from consult.core.languages import NAMES
from consult.core.text import clean_line, clean_text
from consult.core.transactions import command, step
from consult.reviews.models import Review
from consult.reviews.rules.identity import require_identity

_TITLE_MAX = 200
_COUNTRY_MAX = 100


class UnknownTimeZone(DomainError):
    """The review's zone must be one of the IANA time zone database."""

    code = "unknown_time_zone"
    field = "timezone"
    message = N_("There is no time zone called “%(name)s”. Use a name such as Africa/Nairobi.")


class ReviewAlreadyThere(DomainError):
    """Address and number prefix belong to one review each."""

    code = "review_already_there"
    status = 409
    field = "slug"
    message = N_(
        "There is a review with this address or this number prefix already. Choose another."
    )


class TitleMissing(DomainError):
    """A review is called something in at least one language."""

    code = "title_missing"
    field = "title"
    message = N_("Give the review a title in at least one language.")


class UnknownLanguage(DomainError):
    """The report's texts are in languages that we have a name for, in at least one."""

    code = "unknown_language"
    field = "languages"
    message = N_("Choose languages for the texts of the review from these: %(known)s.")


class ReviewTextTooLong(DomainError):
    """Title and country fit on the page and into their columns."""

    code = "review_text_too_long"
    field = "title"
    message = N_("“%(text)s” is longer than %(limit)s characters.")


def _lines(texts: Mapping[str, str], limit: int) -> dict[str, str]:
    lines = {code: clean_line(text) for code, text in texts.items()}
    for line in lines.values():
        if len(line) > limit:
            raise ReviewTextTooLong(text=f"{line[:40]}…", limit=limit)
    return lines


def _journal_opening(review: Review, actor: Any, titles: Mapping[str, str]) -> None:
    record(
        review.log_id,
        "review.opened.v1",
        actor=actor.reference,
        subject=review.reference,
        data={
            "slug": review.slug,
            "title": titles.get("en") or next(filter(None, titles.values())),
            "languages": review.languages,
            "number_prefix": review.number_prefix,
        },
    )


@step
def open_review_step(
    *,
    actor: Any,
    slug: str,
    number_prefix: str,
    timezone: str,
    languages: Sequence[str],
    title: Mapping[str, str],
    country: Mapping[str, str],
    summary: Mapping[str, str],
    is_demonstration: bool = False,
) -> Review:
    """Open a review with texts by language code; only an installation's administrator may.

    Guarantees an empty log of its own whose first entry says that the review was opened. Refuses
    a short name or prefix that addresses and numbers cannot carry (`SlugMalformed`,
    `PrefixMalformed`) or another review has (`ReviewAlreadyThere`), a zone that does not exist
    (`UnknownTimeZone`), no language or one without a name here (`UnknownLanguage`), and a missing
    title or one that does not fit (`TitleMissing`, `ReviewTextTooLong`).
    """
    if not actor.is_superuser:
        raise NotPermitted()
    require_identity(slug, number_prefix)
    if not languages or not NAMES.keys() >= set(languages):
        raise UnknownLanguage(known=", ".join(NAMES))
    if timezone not in available_timezones():
        raise UnknownTimeZone(name=timezone)
    if Review.objects.filter(Q(slug=slug) | Q(number_prefix=number_prefix)).exists():
        raise ReviewAlreadyThere()
    titles = _lines(title, _TITLE_MAX)
    if not any(titles.values()):
        raise TitleMissing()
    texts = {f"title_{code}": text for code, text in titles.items()}
    texts |= {f"country_{code}": text for code, text in _lines(country, _COUNTRY_MAX).items()}
    texts |= {f"summary_{code}": clean_text(text) for code, text in summary.items()}
    review = Review.objects.create(
        slug=slug,
        number_prefix=number_prefix,
        timezone=timezone,
        languages=list(dict.fromkeys(languages)),
        is_demonstration=is_demonstration,
        log=open_log(slug),
        **texts,
    )
    _journal_opening(review, actor, titles)
    return review


@command
def open_review(**arguments: Any) -> Review:
    """Open a review: see `open_review_step`."""
    return open_review_step(**arguments)
