"""The rooms of a review that a person may enter, for the links at the top of each page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from consult.core.errors import N_

# Each room's address, the permission that opens it, and its name, in the order of the work.
_ROOMS = (
    ("drafts:desk", "drafts.import_draft", N_("Editing")),
    ("moderation:queue", "moderation.view_queue", N_("Moderation")),
    ("erasure:desk", "erasure.carry_out", N_("Erasure")),
    ("moderation:modes", "moderation.set_modes", N_("Before or after publication")),
    ("responses:desk", "responses.answer", N_("Answers")),
    ("council:room", "council.view_room", N_("Council")),
)


@dataclass(frozen=True, slots=True)
class RoomLink:
    """A link to a room, its name in the reader's language."""

    address: str
    name: str


def rooms_for(person: Any, review: Any) -> list[RoomLink]:
    """Return links to the rooms that a person's acting roles in a review open."""
    return [
        RoomLink(reverse(view, args=[review.slug]), gettext(name))
        for view, permission, name in _ROOMS
        if person.has_perm(permission, review)
    ]
