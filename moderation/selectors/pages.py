"""The moderators' pages beside the queue that a person may open."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from consult.core.errors import N_
from consult.core.navigation import RoomLink

# Each page's address, the permission that opens it, and its name: daily work first.
_PAGES = (
    ("moderation:figures", "moderation.view_queue", N_("How we are doing")),
    ("moderation:rota", "moderation.view_queue", N_("Rota")),
    ("moderation:playbook", "moderation.view_queue", N_("Playbook")),
    ("moderation:risks", "moderation.view_queue", N_("Questions of safety")),
    ("moderation:measures", "moderation.view_queue", N_("Measures")),
    ("moderation:trusted", "moderation.trust_author", N_("Trusted authors")),
    ("moderation:words", "moderation.list_words", N_("Listed words")),
    ("moderation:outside", "moderation.name_outside", N_("Outside adjudicator")),
)


def pages_for(person: Any, review: Any) -> list[RoomLink]:
    """Return links to the pages that a person's acting roles in a review open."""
    return [
        RoomLink(reverse(view, args=[review.slug]), gettext(name))
        for view, permission, name in _PAGES
        if person.has_perm(permission, review)
    ]
