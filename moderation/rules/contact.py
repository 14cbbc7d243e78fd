"""What a contact outside government needs, so that somebody in fear can use it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from consult.core.errors import DomainError, N_

NAME_MAX: Final = 200
ABOUT_MAX: Final = 2_000
WAY_MAX: Final = {"email": 254, "phone": 60, "link": 300}


class ContactNameMissing(DomainError):
    """The contact is called something in at least one language."""

    code = "contact_name_missing"
    field = "name"
    message = N_("Name the contact in at least one language.")


class ContactUnreachable(DomainError):
    """A contact that nobody can reach helps nobody."""

    code = "contact_unreachable"
    field = "email"
    message = N_("Give at least one way to reach the contact: a mail address, a phone or a link.")


class ContactAddressWrong(DomainError):
    """The mail address or the link cannot be one."""

    code = "contact_address_wrong"
    message = N_("Write a whole e-mail address, and a link that begins with https://.")


class ContactTooLong(DomainError):
    """A text is longer than fits."""

    code = "contact_too_long"
    field = "about"
    message = N_("“%(text)s” is longer than %(limit)s characters.")


def require_reachable(
    names: Mapping[str, str],
    words: Mapping[str, str],
    ways: Mapping[str, str],
    *,
    valid_email: Callable[[str], bool],
    valid_link: Callable[[str], bool],
) -> None:
    """Raise unless the contact has a name, fits, and can be reached in one way at least."""
    if not any(names.values()):
        raise ContactNameMissing()
    limits = [(text, NAME_MAX) for text in names.values()]
    limits += [(text, ABOUT_MAX) for text in words.values()]
    limits += [(text, WAY_MAX[way]) for way, text in ways.items()]
    for text, limit in limits:
        if len(text) > limit:
            raise ContactTooLong(text=f"{text[:40]}…", limit=limit)
    if not any(ways.values()):
        raise ContactUnreachable()
    wrong_mail = ways["email"] and not valid_email(ways["email"])
    if wrong_mail or (ways["link"] and not valid_link(ways["link"])):
        raise ContactAddressWrong()
