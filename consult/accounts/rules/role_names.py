"""What the roles are called, and in one sentence what each is there for."""

from __future__ import annotations

from consult.accounts.rules.roles import Role
from consult.core.errors import N_

ROLE_NAMES: dict[Role, str] = {
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.EDITOR: N_("Editor"),
    Role.RESPONDENT: N_("Respondent"),
    Role.MODERATOR: N_("Moderator"),
    Role.LEAD_MODERATOR: N_("Lead moderator"),
    Role.FACILITATOR: N_("Facilitator"),
    Role.COUNCIL_SECRETARY: N_("Council secretary"),
    Role.COUNCIL_MEMBER: N_("Council member"),
    Role.OBSERVER: N_("Observer"),
    Role.PARTICIPANT: N_("Participant"),
}

ROLE_PURPOSES: dict[Role, str] = {
    Role.ADMINISTRATOR: N_("sets up the review and grants roles"),
    Role.EDITOR: N_("imports drafts, publishes versions and answers comments"),
    Role.RESPONDENT: N_("answers comments for a ministry or agency"),
    Role.MODERATOR: N_("decides about comments by the code of conduct"),
    Role.LEAD_MODERATOR: N_("leads the moderators and publishes the code of conduct"),
    Role.FACILITATOR: N_("enters what people said away from this site"),
    Role.COUNCIL_SECRETARY: N_("keeps the seats, puts motions and closes them"),
    Role.COUNCIL_MEMBER: N_("votes for an institution in the council"),
    Role.OBSERVER: N_("follows the council without a vote"),
    Role.PARTICIPANT: N_("takes part in the consultation"),
}
