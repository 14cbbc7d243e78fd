"""Where the project lies, where its data goes, and under which address people reach it."""

from pathlib import Path
from urllib.parse import urlsplit

import environ

from consult.core.secret_file import kept_secret

env = environ.Env()

PROJECT_DIR = Path(__file__).resolve().parents[3]

# Everything that a run makes: database, uploads, keys, logs.
DATA_DIR = Path(env.str("CONSULT_DATA_DIR", default=str(PROJECT_DIR / ".data")))
KEY_DIR = DATA_DIR / "keys"

DEBUG = env.bool("DEBUG", default=False)

# One address decides whether cookies, redirects and links are for https.
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
SECURE = urlsplit(BASE_URL).scheme == "https"
HOST = urlsplit(BASE_URL).hostname or "127.0.0.1"

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[HOST, "127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[BASE_URL])

# Only `make run` and the demonstration command switch this on. It lets the demonstration's
# accounts, and no others, act without a second factor.
DEMONSTRATION = env.bool("CONSULT_DEMONSTRATION", default=False)


SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(KEY_DIR / "secret_key")

# The ledger's signing key (Ed25519, PEM), made by `manage.py ledger_key`.
LEDGER_KEY_FILE = Path(env.str("LEDGER_KEY_FILE", default=str(KEY_DIR / "ledger.pem")))

# The name under which this installation signs, as in a signed note's key name.
LEDGER_ORIGIN = env.str("LEDGER_ORIGIN", default=HOST)
