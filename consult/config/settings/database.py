"""SQLite by default, PostgreSQL through DATABASE_URL, and the cache shared by all processes."""

from typing import Any

from consult.config.settings.environment import DATA_DIR, env

DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)

# The file's name is given as it is: in an address, a path with a "#" or "%" would be another one.
DATABASES: dict[str, dict[str, Any]] = {
    "default": (
        env.db("DATABASE_URL")
        if env.str("DATABASE_URL", default="")
        else {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATA_DIR / "consult.sqlite3")}
    ),
}

# Wrapping each request in a transaction would hold SQLite's write lock through plain reads.
DATABASES["default"]["ATOMIC_REQUESTS"] = False

if "sqlite" in DATABASES["default"]["ENGINE"]:
    # Opening the file, with its settings and schema, costs as much as several queries. The server's
    # threads stay (`consult.config.pages`), so kept connections are as few as they are.
    DATABASES["default"]["CONN_MAX_AGE"] = 300
    DATABASES["default"]["OPTIONS"] = {
        # Deferred transactions that turn into writers fail at once with "database is locked";
        # immediate ones wait their turn.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; "
            # What is erased is overwritten with zeros in its page, and not only marked as free.
            "PRAGMA secure_delete=ON;"
        ),
    }
else:
    # Connections kept by Django leak under ASGI; psycopg's pool hands them out and takes them back.
    # A pool would hand out connections that a restart of the database has ended; the check of
    # each costs one round trip.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 0,
        "max_size": env.int("DATABASE_POOL", default=10),
        "timeout": 20,
    }

REDIS_URL = env.str("REDIS_URL", default="")

# Rate limits count in a cache that every process sees: Redis where there is one, else the database.
CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "shared_cache",
        }
    )
}
