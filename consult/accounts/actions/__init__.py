from consult.accounts.actions.choose_languages import (
    choose_languages,
    choose_languages_step,
)
from consult.accounts.actions.erase_account import (
    erase_account_step,
    forget_sessions_step,
    sessions_of,
)
from consult.accounts.actions.grant_role import (
    grant_role,
    grant_role_step,
)
from consult.accounts.actions.post_account_mail import (
    post_account_mail,
)
from consult.accounts.actions.register_organisation import (
    register_organisation,
    register_organisation_step,
)
from consult.accounts.actions.register_person import (
    register_person,
    register_person_step,
)

__all__ = [
    "choose_languages",
    "choose_languages_step",
    "erase_account_step",
    "forget_sessions_step",
    "grant_role",
    "grant_role_step",
    "post_account_mail",
    "register_organisation",
    "register_organisation_step",
    "register_person",
    "register_person_step",
    "sessions_of",
]
