"""The addresses of the libraries, and what they answer to whom."""

from __future__ import annotations

from tests.architecture.route import (
    ELSEWHERE,
    EVERYBODY,
    NO_CODES,
    SIGNED_IN,
    SIGNED_OUT,
    Route,
)

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
