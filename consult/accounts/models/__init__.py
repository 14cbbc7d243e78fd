from consult.accounts.models.grant import Grant
from consult.accounts.models.organisation import Organisation
from consult.accounts.models.user import User

__all__ = ["Grant", "Organisation", "User"]
