"""The pages on which people sign in and keep their account."""

from __future__ import annotations

from consult.accounts.rules.roles import Role
from tests.browser.reach import (
    send_as_it_is,
    seven_times,
    sign_in_half,
    typed,
)
from tests.browser.shown import (
    NOBODY_YET,
    SIGNED_IN,
    Shown,
)
from tests.browser.world import BARE, PERSON_OF, SECURED

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
    Shown("what I sent", SIGNED_IN, "erasure:mine"),
    Shown("languages", SIGNED_IN, "accounts:languages"),
    Shown("my measures", SIGNED_IN, "moderation:my-measures"),
    Shown("my measure", ("participant",), "moderation:my-measure", {"measure_id": "measure"}),
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
