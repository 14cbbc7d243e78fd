"""How a review is called in addresses and in public numbers, both of which stay for good."""

from __future__ import annotations

import re

from consult.core.errors import DomainError, N_

_SLUG = re.compile(r"(?=.{1,50}\Z)[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_PREFIX = re.compile(r"(?=.{1,12}\Z)[A-Z0-9]+(?:-[A-Z0-9]+)*\Z")


class SlugMalformed(DomainError):
    """A review's short name must stand in an address as it is."""

    code = "slug_malformed"
    field = "slug"
    message = N_(
        "“%(slug)s” cannot stand in an address. Use at most 50 small letters from a to z, digits "
        "and single hyphens, as in vnr-2026."
    )


class PrefixMalformed(DomainError):
    """People read public numbers out and type them, so their prefix is plain."""

    code = "prefix_malformed"
    field = "number_prefix"
    message = N_(
        "“%(prefix)s” cannot stand before public numbers. Use at most 12 capital letters from A "
        "to Z, digits and single hyphens, as in VNR26."
    )


def require_identity(slug: str, number_prefix: str) -> None:
    """Raise `SlugMalformed` or `PrefixMalformed` for what cannot name a review."""
    if not _SLUG.match(slug):
        raise SlugMalformed(slug=slug)
    if not _PREFIX.match(number_prefix):
        raise PrefixMalformed(prefix=number_prefix)
