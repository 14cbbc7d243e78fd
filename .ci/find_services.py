"""Print DATABASE_URL and REDIS_URL for the servers that answer on this machine, one a line.

Says on standard error what does not answer. The database named here is never made itself: Django
makes `test_…` beside it, one for each parallel worker, and drops it at the end.
"""

from __future__ import annotations

import getpass
import os
import sys

import psycopg
import redis

HOST = "127.0.0.1"
DATABASE = f"consult_ci_{os.getpid()}"
# The last of Redis's sixteen default databases; each test's keys bear a prefix of its own.
REDIS_URL = f"redis://{HOST}:6379/15"


def postgres_url() -> str | None:
    """Return an address where somebody may sign in without a password and make databases."""
    problem = ""
    for user in dict.fromkeys(("postgres", "root", getpass.getuser())):
        try:
            with psycopg.connect(
                host=HOST, user=user, dbname="postgres", connect_timeout=3, autocommit=True
            ) as connection:
                row = connection.execute(
                    "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
                ).fetchone()
        except psycopg.OperationalError as error:
            problem = str(error).strip().splitlines()[0]
            continue
        if row and row[0]:
            return f"postgres://{user}@{HOST}:5432/{DATABASE}"
        problem = f"{user} may not make databases"
    print(f"PostgreSQL is skipped: {problem}", file=sys.stderr)
    return None


def redis_url() -> str | None:
    """Return the address of a Redis that answers."""
    try:
        redis.Redis.from_url(REDIS_URL, socket_connect_timeout=3, socket_timeout=3).ping()
    except redis.RedisError as error:
        print(f"Redis is skipped: {error}", file=sys.stderr)
        return None
    return REDIS_URL


if __name__ == "__main__":
    for name, url in (("DATABASE_URL", postgres_url()), ("REDIS_URL", redis_url())):
        if url:
            print(f"{name}={url}")
