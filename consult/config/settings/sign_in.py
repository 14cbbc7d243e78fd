"""Accounts: sign-up and sign-in by e-mail code or password, second factor, passkeys."""

from consult.config.settings.environment import HOST, SECURE, env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "consult.accounts.backends.AuthenticationBackend",
    "consult.accounts.backends.ReviewRolesBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

SESSION_ENGINE = "consult.core.sessions"

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:home"

ACCOUNT_ADAPTER = "consult.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"signup": "consult.accounts.forms.SignupForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = None

# Beside the library's own limits: reports by guests, who have no account to count them by, and
# mails that somebody else's receipt could be made to send.
ACCOUNT_RATE_LIMITS = {"report": "20/h/ip", "erase_link": "5/h/ip"}

MFA_ADAPTER = "consult.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = HOST
# Browsers allow passkeys over plain http on localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

# How many proxies stand in front and may be believed about the caller's address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("CONSULT_TRUSTED_PROXIES", default=0)
