"""Roles and what each allows: one table that the code asks and the documentation prints."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    EDITOR = "editor"
    RESPONDENT = "respondent"
    MODERATOR = "moderator"
    LEAD_MODERATOR = "lead_moderator"
    FACILITATOR = "facilitator"
    COUNCIL_SECRETARY = "council_secretary"
    COUNCIL_MEMBER = "council_member"
    OBSERVER = "observer"
    PARTICIPANT = "participant"


# Whoever decides about others, or for an institution, acts only with a second factor.
NEEDS_SECOND_FACTOR = frozenset(Role) - {Role.PARTICIPANT, Role.OBSERVER}

_MODERATING = frozenset({Role.MODERATOR, Role.LEAD_MODERATOR})
_EDITING = frozenset({Role.ADMINISTRATOR, Role.EDITOR})

PERMISSIONS: dict[str, frozenset[Role]] = {
    "reviews.change_timetable": frozenset({Role.ADMINISTRATOR, Role.EDITOR}),
    "accounts.grant_role": frozenset({Role.ADMINISTRATOR}),
    "drafts.import_draft": _EDITING,
    "drafts.publish_version": _EDITING,
    "drafts.tag_text": _EDITING,
    "drafts.translate": _EDITING,
    "drafts.settle_placement": _EDITING,
    "moderation.publish_code": frozenset({Role.ADMINISTRATOR, Role.LEAD_MODERATOR}),
    "moderation.view_queue": _MODERATING,
    "moderation.decide": _MODERATING,
    "moderation.decide_escalated": frozenset({Role.LEAD_MODERATOR}),
    "moderation.carry_out_order": frozenset({Role.LEAD_MODERATOR}),
    "moderation.view_load": frozenset({Role.LEAD_MODERATOR}),
    "erasure.carry_out": frozenset({Role.ADMINISTRATOR, Role.LEAD_MODERATOR}),
    "erasure.set_hold": frozenset({Role.ADMINISTRATOR}),
    "moderation.write_playbook": _MODERATING,
    "moderation.set_rota": frozenset({Role.LEAD_MODERATOR}),
    "moderation.settle_risk": frozenset({Role.LEAD_MODERATOR}),
    "moderation.set_contact": frozenset({Role.ADMINISTRATOR}),
    "moderation.take_measure": _MODERATING,
    "moderation.suspend": frozenset({Role.LEAD_MODERATOR}),
    "moderation.name_outside": frozenset({Role.ADMINISTRATOR, Role.LEAD_MODERATOR}),
    "moderation.set_modes": frozenset({Role.ADMINISTRATOR, Role.LEAD_MODERATOR}),
    "moderation.list_words": frozenset({Role.LEAD_MODERATOR}),
    "moderation.trust_author": frozenset({Role.LEAD_MODERATOR}),
    "responses.answer": frozenset({Role.ADMINISTRATOR, Role.EDITOR, Role.RESPONDENT}),
    "comments.enter_for_others": frozenset({Role.FACILITATOR}),
    "council.view_room": frozenset(
        {Role.ADMINISTRATOR, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER, Role.OBSERVER}
    ),
    "council.set_seats": frozenset({Role.COUNCIL_SECRETARY}),
    "council.import_seats": frozenset({Role.ADMINISTRATOR, Role.COUNCIL_SECRETARY}),
    "council.read_letters": frozenset({Role.ADMINISTRATOR, Role.COUNCIL_SECRETARY}),
    "council.remind_seats": frozenset({Role.COUNCIL_SECRETARY}),
    "council.put_motion": frozenset({Role.COUNCIL_SECRETARY}),
    "council.extend_motion": frozenset({Role.COUNCIL_SECRETARY}),
    "council.void_motion": frozenset({Role.COUNCIL_SECRETARY}),
    "council.close_motion": frozenset({Role.COUNCIL_SECRETARY}),
    "council.certify_motion": frozenset({Role.COUNCIL_SECRETARY}),
    "council.enter_paper": frozenset({Role.COUNCIL_SECRETARY}),
    # An editor who may also enter the room; the editor's role alone does not open it.
    "council.answer_reservation": frozenset({Role.COUNCIL_SECRETARY, Role.EDITOR}),
    "council.cosign_head": frozenset({Role.OBSERVER}),
    "council.run_session": frozenset({Role.COUNCIL_SECRETARY}),
    "council.vote": frozenset({Role.COUNCIL_MEMBER}),
}


def roles_for(permission: str) -> frozenset[Role]:
    """Return the roles that a permission belongs to; an unknown permission belongs to none."""
    return PERMISSIONS.get(permission, frozenset())


def acts(role: Role, *, second_factor: bool, waived: bool) -> bool:
    """Say whether a granted role has any effect.

    `waived` is true for the demonstration's review alone, on an installation that runs it.
    """
    return role not in NEEDS_SECOND_FACTOR or second_factor or waived
