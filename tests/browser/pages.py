"""Every distinct page: who may see it, its address, and what to do there to see it.

A page in another state (empty, refused, decided) has a row of its own, since it holds other
elements. `tests/architecture/routes.py` says who may come in; this table says what is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from consult.accounts.rules.roles import Role
from tests.browser.reach import (
    Way,
    address_without_page,
    broken_server,
    nothing_more,
    send_as_it_is,
    send_nothing,
    seven_times,
    sign_in_half,
    typed,
    without_cookie,
)
from tests.browser.world import ANONYMOUS, BARE, CLAIMANT, PERSON_OF, SECURED, VOTER

ROLES = tuple(str(role) for role in Role)
EVERYBODY = (ANONYMOUS, *ROLES)
SIGNED_IN = ROLES
NOBODY_YET = (ANONYMOUS,)
GUESTS = (ANONYMOUS,)
MODERATORS = ("moderator", "lead_moderator")
EDITORS = ("editor", "administrator")
RESPONDENTS = ("respondent", *EDITORS)
COUNCIL = ("council_member", "council_secretary", "observer", "administrator")
SECRETARY = ("council_secretary",)

REVIEW = {"review": "review"}
QUIET = {"review": "quiet"}
CHAPTER = {"review": "review", "chapter": "chapter"}
VERSION = {**CHAPTER, "number": "number"}
BLOCK = {**CHAPTER, "key": "block"}
DRAFTED = {"review": "review", "chapter": "drafted"}


@dataclass(frozen=True)
class Shown:
    """A page: its name, who sees it, the address to open, and what to do there.

    `ends_at` is the route on which the visitor stands in the end, where it is another one.
    """

    name: str
    visitors: tuple[str, ...]
    route: str
    filled: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    act: Way = nothing_more
    ends_at: str = ""


PUBLIC = (
    Shown("home", EVERYBODY, "portal:home"),
    Shown("review", EVERYBODY, "portal:review", REVIEW),
    Shown("review, empty", EVERYBODY, "portal:review", QUIET),
    Shown("chapter", EVERYBODY, "portal:chapter", CHAPTER),
    Shown("chapter in another language", EVERYBODY, "portal:chapter", CHAPTER, "?lang=ka"),
    Shown("old version", EVERYBODY, "portal:version", VERSION),
    Shown("comments on a block", EVERYBODY, "portal:block", BLOCK),
    Shown("comments on the whole", EVERYBODY, "portal:whole", CHAPTER),
    Shown("ledger", EVERYBODY, "portal:ledger", REVIEW),
    Shown("conduct", EVERYBODY, "moderation:conduct", REVIEW),
    Shown("conduct, old", EVERYBODY, "moderation:conduct", QUIET, "?version=1"),
    Shown("404", EVERYBODY, "portal:home", act=address_without_page, ends_at="404"),
    Shown("500", GUESTS, "portal:home", act=broken_server, ends_at="500"),
    Shown("form without cookie", GUESTS, "comments:write", CHAPTER, act=without_cookie),
)

COMMENTING = (
    Shown("receipt, pending", EVERYBODY, "receipts:receipt", {"token": "receipt_pending"}),
    Shown("receipt, published", EVERYBODY, "receipts:receipt", {"token": "receipt_published"}),
    Shown("receipt, answered", EVERYBODY, "receipts:receipt", {"token": "receipt_answered"}),
    Shown("receipt, refused", EVERYBODY, "receipts:receipt", {"token": "receipt_refused"}),
    Shown("comment form", EVERYBODY, "comments:write", CHAPTER),
    Shown("comment form, refused", EVERYBODY, "comments:write", CHAPTER, act=send_nothing),
    Shown("reply form", EVERYBODY, "comments:reply", {"public_id": "comment"}),
    Shown("sent", GUESTS, "comments:sent"),
    Shown("confirm", GUESTS, "comments:confirm", {"token": "confirmation"}),
    Shown("confirmed already", GUESTS, "comments:confirm", {"token": "confirmed"}),
    Shown("confirmation expired", GUESTS, "comments:confirm", {"token": "expired"}),
)

MODERATION = (
    Shown("queue", MODERATORS, "moderation:queue", REVIEW),
    Shown("queue, decided", MODERATORS, "moderation:queue", REVIEW, "?state=approved"),
    Shown("queue, empty", MODERATORS, "moderation:queue", QUIET),
    Shown("case", MODERATORS, "moderation:case", {"case_id": "case"}),
    Shown(
        "case, refused",
        MODERATORS,
        "moderation:case",
        {"case_id": "case"},
        act=send_nothing,
        ends_at="moderation:decide",
    ),
    Shown("case, somebody else's", MODERATORS[:1], "moderation:case", {"case_id": "claimed_case"}),
    Shown("case, held", (CLAIMANT,), "moderation:case", {"case_id": "claimed_case"}),
    Shown("case, approved", MODERATORS, "moderation:case", {"case_id": "approved_case"}),
    Shown("case, rejected", MODERATORS, "moderation:case", {"case_id": "rejected_case"}),
)

ANSWERING = (
    Shown("answers desk", RESPONDENTS, "responses:desk", REVIEW),
    Shown("answers desk, empty", RESPONDENTS, "responses:desk", QUIET),
    Shown("answer form", RESPONDENTS, "responses:answer", {"public_id": "comment"}),
    Shown(
        "answer form, refused",
        RESPONDENTS,
        "responses:answer",
        {"public_id": "comment"},
        act=send_as_it_is,
    ),
    Shown("answer, again", RESPONDENTS, "responses:answer", {"public_id": "answered_comment"}),
)

EDITING = (
    Shown("editing desk", EDITORS, "drafts:desk", REVIEW),
    Shown("editing desk, empty", EDITORS, "drafts:desk", QUIET),
    Shown("import", EDITORS, "drafts:import", REVIEW),
    Shown("import, refused", EDITORS, "drafts:import", REVIEW, act=send_as_it_is),
    Shown("import, no chapter", EDITORS, "drafts:import", QUIET),
    Shown("add chapter", EDITORS, "drafts:add_chapter", REVIEW),
    Shown("add chapter, refused", EDITORS, "drafts:add_chapter", REVIEW, act=send_nothing),
    Shown("draft", EDITORS, "drafts:draft", {"draft": "draft"}),
    Shown("draft, published", EDITORS, "drafts:draft", {"draft": "published_draft"}),
    Shown("discard", EDITORS, "drafts:discard", {"draft": "draft"}),
    Shown("publish", EDITORS, "portal:publish", DRAFTED),
    Shown("publish, nothing", EDITORS, "portal:publish", CHAPTER),
    Shown("no second factor", (BARE,), "drafts:desk", {"review": "strict"}),
)

COUNCIL_PAGES = (
    Shown("council", COUNCIL, "council:room", REVIEW),
    Shown("council, empty", COUNCIL, "council:room", QUIET),
    Shown("put a motion", SECRETARY, "council:put", REVIEW),
    Shown("put a motion, refused", SECRETARY, "council:put", REVIEW, act=send_nothing),
    Shown("seats", SECRETARY, "council:seats", REVIEW),
    Shown("seats, empty", SECRETARY, "council:seats", QUIET),
    Shown("seat, refused", SECRETARY, "council:seats", REVIEW, act=send_nothing),
    Shown("institution, refused", SECRETARY, "council:seats", QUIET, act=send_nothing),
    Shown("motion", COUNCIL, "council:motion", {"motion": "motion"}),
    Shown(
        "vote, refused",
        COUNCIL[:1],
        "council:motion",
        {"motion": "motion"},
        act=send_as_it_is,
        ends_at="council:vote",
    ),
    Shown("motion, voted", (VOTER,), "council:motion", {"motion": "motion"}),
    Shown("motion, coming", COUNCIL, "council:motion", {"motion": "coming_motion"}),
    Shown("motion, ended", COUNCIL, "council:motion", {"motion": "ended_motion"}),
    Shown("motion, closed", COUNCIL, "council:motion", {"motion": "closed_motion"}),
    Shown("close a motion", SECRETARY, "council:close", {"motion": "ended_motion"}),
    Shown(
        "close a motion, refused",
        SECRETARY,
        "council:close",
        {"motion": "motion"},
        act=send_as_it_is,
    ),
)

ENTRANCE = (
    Shown("sign in", NOBODY_YET, "account_login"),
    Shown("sign in, refused", NOBODY_YET, "account_login", act=send_as_it_is),
    Shown("sign up", NOBODY_YET, "account_signup"),
    Shown("sign up, refused", NOBODY_YET, "account_signup", act=send_as_it_is),
    Shown(
        "sign up, code",
        NOBODY_YET,
        "account_signup",
        act=typed(email="new.person@example.org", name="New Person", password1="Reed-bed-41-lamp"),
        ends_at="account_email_verification_sent",
    ),
    Shown("ask for a code", NOBODY_YET, "account_request_login_code"),
    Shown(
        "enter the code",
        NOBODY_YET,
        "account_request_login_code",
        act=typed(email="somebody@example.org"),
        ends_at="account_confirm_login_code",
    ),
    Shown(
        "enter the code, refused",
        NOBODY_YET,
        "account_request_login_code",
        act=typed(email=PERSON_OF[Role.PARTICIPANT], then=typed(code="WRONG")),
        ends_at="account_confirm_login_code",
    ),
    Shown(
        "second factor",
        NOBODY_YET,
        "account_login",
        act=sign_in_half,
        ends_at="mfa_authenticate",
    ),
    Shown("forgotten password", NOBODY_YET, "account_reset_password"),
    Shown(
        "forgotten password, too often",
        NOBODY_YET,
        "account_reset_password",
        act=seven_times,
    ),
    Shown("forgotten password, sent", NOBODY_YET, "account_reset_password_done"),
    Shown(
        "new password",
        NOBODY_YET,
        "account_reset_password_from_key",
        {"uidb36": "reset_person", "key": "reset_key"},
    ),
    Shown(
        "new password, wrong link",
        NOBODY_YET,
        "account_reset_password_from_key",
        {"uidb36": "broken_person", "key": "broken_key"},
    ),
    Shown("new password, set", NOBODY_YET, "account_reset_password_from_key_done"),
    Shown("inactive account", NOBODY_YET, "account_inactive"),
)

ACCOUNT = (
    Shown("account", SIGNED_IN, "accounts:overview"),
    Shown("account, roles wait", (BARE,), "accounts:overview"),
    Shown("sign out", SIGNED_IN, "account_logout"),
    Shown("addresses", SIGNED_IN, "account_email"),
    Shown("change password", SIGNED_IN, "account_change_password"),
    Shown("change password, refused", SIGNED_IN, "account_change_password", act=send_as_it_is),
    Shown("set password", (BARE,), "account_set_password"),
    Shown("password again", SIGNED_IN, "account_reauthenticate"),
    Shown("second factors", SIGNED_IN, "mfa_index"),
    Shown("second factors, set up", (SECURED,), "mfa_index"),
    Shown("add an app", SIGNED_IN, "mfa_activate_totp"),
    Shown("add an app, refused", SIGNED_IN, "mfa_activate_totp", act=send_as_it_is),
    Shown("remove the app", (SECURED,), "mfa_deactivate_totp"),
    Shown("recovery codes", (SECURED,), "mfa_view_recovery_codes"),
    Shown("new recovery codes", (SECURED,), "mfa_generate_recovery_codes"),
    Shown("factor again", (SECURED,), "mfa_reauthenticate"),
    Shown("passkey again", (SECURED,), "mfa_reauthenticate_webauthn"),
    Shown("passkeys", SIGNED_IN, "mfa_list_webauthn"),
    Shown("passkeys, one", (SECURED,), "mfa_list_webauthn"),
    Shown("add a passkey", SIGNED_IN, "mfa_add_webauthn"),
    Shown("rename a passkey", (SECURED,), "mfa_edit_webauthn", {"pk": "passkey"}),
    Shown("remove a passkey", (SECURED,), "mfa_remove_webauthn", {"pk": "passkey"}),
)

PAGES = (
    *PUBLIC,
    *COMMENTING,
    *MODERATION,
    *ANSWERING,
    *EDITING,
    *COUNCIL_PAGES,
    *ENTRANCE,
    *ACCOUNT,
)

# These answer GET, but never with a page.
NO_PAGES = frozenset(
    {
        "reporting:bundle",
        "receipts:receipt-proof",
        "portal:comment",
        "council:state",
        "mfa_download_recovery_codes",
        "mfa_login_webauthn",
    }
)
