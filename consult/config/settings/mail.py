"""How mail leaves: always through the outbox, which hands it to this backend."""

from consult.config.settings.environment import DATA_DIR, HOST, env

if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    # Without a mail server, messages are kept as files, so that nothing is lost or sent astray.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA_DIR / "mail")

# Without a limit, one mail server that does not answer would stop the background work for good.
EMAIL_TIMEOUT = 20

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"consultation@{HOST}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
