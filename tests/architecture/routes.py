"""Every address of the installation, and what it answers to whom.

A row says how its address and its form are filled with words of the tests' world (`world` in
`conftest.py`), and the status for each visitor.
A row is written by somebody who decided who may come in: it is not copied from a run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from consult.accounts.rules.roles import Role

ANONYMOUS = "anonymous"
# Holds every role, in another review.
OTHER_STAFF = "other_staff"
ROLES = tuple(str(role) for role in Role)
VISITORS = (ANONYMOUS, OTHER_STAFF, *ROLES)


@dataclass(frozen=True)
class Route:
    """One address: how it is filled, what is sent, and the status for each visitor."""

    expected: Mapping[str, int]
    filled: Mapping[str, str] = field(default_factory=dict)
    method: str = "get"
    sent: Mapping[str, str] = field(default_factory=dict)


def answers(status: int, **exceptions: int) -> dict[str, int]:
    """Return the status for each visitor: `status`, but for those named."""
    unknown = exceptions.keys() - set(VISITORS)
    if unknown:
        raise ValueError(f"No such visitors: {sorted(unknown)}")
    return {visitor: exceptions.get(visitor, status) for visitor in VISITORS}


def only(*visitors: Role | str, status: int = 200, others: int = 404) -> dict[str, int]:
    """Return `status` for these visitors and `others` for everybody else."""
    return answers(others, **{str(visitor): status for visitor in visitors})


EVERYBODY = answers(200)
# allauth sends visitors to the sign-in page, and those who have signed in away from it.
SIGNED_IN = answers(200, anonymous=302)
SIGNED_OUT = answers(302, anonymous=200)
# A step of something not begun, or an act that asks for the password again, leads elsewhere.
ELSEWHERE = answers(302)
# The people of this world have no recovery codes: those who have signed in find no such page.
NO_CODES = answers(404, anonymous=302)

LIBRARY_ROUTES: dict[str, Route] = {
    "set_language": Route(ELSEWHERE, method="post", sent={"language": "nothing"}),
    "account_login": Route(SIGNED_OUT),
    "account_logout": Route(SIGNED_IN),
    "account_inactive": Route(EVERYBODY),
    "account_signup": Route(SIGNED_OUT),
    "account_reauthenticate": Route(ELSEWHERE),
    "account_email": Route(SIGNED_IN),
    "account_email_verification_sent": Route(ELSEWHERE),
    "account_change_password": Route(ELSEWHERE),
    "account_set_password": Route(SIGNED_IN),
    "account_reset_password": Route(EVERYBODY),
    "account_reset_password_done": Route(EVERYBODY),
    "account_reset_password_from_key": Route(
        EVERYBODY, filled={"uidb36": "unknown", "key": "unknown"}
    ),
    "account_reset_password_from_key_done": Route(EVERYBODY),
    "account_confirm_login_code": Route(ELSEWHERE),
    "account_request_login_code": Route(SIGNED_OUT),
    "mfa_index": Route(SIGNED_IN),
    "mfa_authenticate": Route(ELSEWHERE),
    "mfa_reauthenticate": Route(SIGNED_IN),
    "mfa_activate_totp": Route(ELSEWHERE),
    "mfa_deactivate_totp": Route(ELSEWHERE),
    "mfa_view_recovery_codes": Route(NO_CODES),
    "mfa_generate_recovery_codes": Route(ELSEWHERE),
    "mfa_download_recovery_codes": Route(NO_CODES),
    "mfa_list_webauthn": Route(SIGNED_IN),
    "mfa_add_webauthn": Route(ELSEWHERE),
    "mfa_reauthenticate_webauthn": Route(ELSEWHERE),
    "mfa_remove_webauthn": Route(ELSEWHERE, filled={"pk": "number"}),
    "mfa_edit_webauthn": Route(ELSEWHERE, filled={"pk": "number"}),
    "mfa_login_webauthn": Route(ELSEWHERE),
}

MODERATORS = (Role.MODERATOR, Role.LEAD_MODERATOR)
EDITORS = (Role.ADMINISTRATOR, Role.EDITOR)
COUNCIL = (Role.ADMINISTRATOR, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER, Role.OBSERVER)

REVIEW = {"review": "review"}
CHAPTER = {"review": "review", "chapter": "chapter"}
DRAFT = {"draft": "draft"}
COMMENT = {"public_id": "comment"}
CASE = {"case_id": "case"}
MOTION = {"motion": "motion"}
# What every form bears, and all that a form without fields sends.
TOKEN = {"csrfmiddlewaretoken": "nothing"}
DECISION = {"verdict": "approve", "seen_version": "case_version", "key": "key"}
BALLOT = {"seat": "seat", "choice": "approve", "reason": "nothing", "key": "key"}


def council(**exceptions: int) -> dict[str, int]:
    """Return 200 for who may enter the council's room: others sign in first, or find nothing."""
    return {**only(*COUNCIL), ANONYMOUS: 302, **exceptions}


ROUTES: dict[str, Route] = {
    **LIBRARY_ROUTES,
    "accounts:overview": Route(SIGNED_IN),
    "portal:home": Route(EVERYBODY),
    "portal:review": Route(EVERYBODY, REVIEW),
    "portal:ledger": Route(EVERYBODY, REVIEW),
    "portal:chapter": Route(EVERYBODY, CHAPTER),
    "portal:version": Route(EVERYBODY, {**CHAPTER, "number": "number"}),
    "portal:block": Route(EVERYBODY, {**CHAPTER, "key": "block"}),
    "portal:whole": Route(EVERYBODY, CHAPTER),
    "portal:comment": Route(ELSEWHERE, COMMENT),
    "receipts:receipt": Route(EVERYBODY, {"token": "receipt"}),
    "receipts:receipt-proof": Route(EVERYBODY, {"token": "receipt"}),
    "portal:publish": Route(only(*EDITORS), CHAPTER),
    "reporting:bundle": Route(EVERYBODY, REVIEW),
    "drafts:desk": Route(only(*EDITORS), REVIEW),
    "drafts:import": Route(only(*EDITORS), REVIEW),
    "drafts:add_chapter": Route(only(*EDITORS), REVIEW),
    "drafts:draft": Route(only(*EDITORS), DRAFT),
    "drafts:discard": Route(only(*EDITORS, status=302), DRAFT, method="post", sent=TOKEN),
    "moderation:conduct": Route(EVERYBODY, REVIEW),
    "moderation:queue": Route(only(*MODERATORS), REVIEW),
    "moderation:case": Route(only(*MODERATORS), CASE),
    "moderation:claim": Route(only(*MODERATORS, status=302), CASE, method="post", sent=TOKEN),
    "moderation:release": Route(only(*MODERATORS, status=302), CASE, method="post", sent=TOKEN),
    "moderation:decide": Route(only(*MODERATORS, status=302), CASE, method="post", sent=DECISION),
    "comments:write": Route(EVERYBODY, CHAPTER),
    "comments:reply": Route(EVERYBODY, COMMENT),
    "comments:sent": Route(EVERYBODY),
    "comments:confirm": Route(EVERYBODY, {"token": "confirmation"}),
    "responses:answer": Route(only(*EDITORS, Role.RESPONDENT), COMMENT),
    "responses:desk": Route(only(*EDITORS, Role.RESPONDENT), REVIEW),
    "council:room": Route(council(), REVIEW),
    "council:put": Route(answers(404, anonymous=302, council_secretary=200), REVIEW),
    "council:seats": Route(answers(404, anonymous=302, council_secretary=200), REVIEW),
    "council:motion": Route(council(), MOTION),
    "council:state": Route(council(), MOTION),
    # Who may see the motion and holds no seat on its roll is told so; the member's ballot counts.
    "council:vote": Route(
        council(administrator=403, council_secretary=403, observer=403, council_member=302),
        MOTION,
        method="post",
        sent=BALLOT,
    ),
    "council:close": Route(answers(404, anonymous=302, council_secretary=200), MOTION),
}
