"""What the environment decides, read as a fresh process reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.config.fresh import manage, python, settings_in

SECURITY = (
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_PRELOAD",
    "ACCOUNT_DEFAULT_HTTP_PROTOCOL",
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
)
PRODUCTION = {"BASE_URL": "https://consult.example/", "CONSULT_BEHIND_PROXY": "1"}


def test_an_address_with_https_switches_everything_to_https(tmp_path: Path) -> None:
    found = settings_in(
        tmp_path,
        *SECURITY,
        *("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "BASE_URL", "SECURE_PROXY_SSL_HEADER"),
        **PRODUCTION,
    )
    assert [found[name] for name in SECURITY] == [
        *(True, True, True, 31536000, True, True, "https", False)
    ]
    assert found["BASE_URL"] == "https://consult.example"
    assert found["ALLOWED_HOSTS"] == ["consult.example", "127.0.0.1", "localhost"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://consult.example"]
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_without_an_environment_it_is_safe_on_this_machine(tmp_path: Path) -> None:
    found = settings_in(
        tmp_path,
        *SECURITY,
        *("DEBUG", "DEMONSTRATION", "WORKER_IN_PROCESS", "SECURE_PROXY_SSL_HEADER"),
        *("EMAIL_BACKEND", "EMAIL_FILE_PATH", "LEDGER_ORIGIN", "ALLAUTH_TRUSTED_PROXY_COUNT"),
    )
    assert [found[name] for name in SECURITY] == [
        *(False, False, False, 0, False, False, "http", True)
    ]
    assert (found["DEBUG"], found["DEMONSTRATION"], found["WORKER_IN_PROCESS"]) == (
        False,
        False,
        True,
    )
    assert found["SECURE_PROXY_SSL_HEADER"] is None
    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.filebased.EmailBackend"
    assert found["EMAIL_FILE_PATH"] == str(tmp_path / "mail")
    assert (found["LEDGER_ORIGIN"], found["ALLAUTH_TRUSTED_PROXY_COUNT"]) == ("127.0.0.1", 0)


def test_the_secret_key_is_kept_unless_the_environment_gives_one(tmp_path: Path) -> None:
    first = settings_in(tmp_path, "SECRET_KEY")["SECRET_KEY"]
    assert (tmp_path / "keys" / "secret_key").read_text() == first
    assert settings_in(tmp_path, "SECRET_KEY")["SECRET_KEY"] == first
    assert settings_in(tmp_path, "SECRET_KEY", SECRET_KEY="x" * 50)["SECRET_KEY"] == "x" * 50
    assert tmp_path.joinpath("keys").stat().st_mode & 0o077 == 0


def test_databases_caches_and_layers_follow_their_addresses(tmp_path: Path) -> None:
    names = ("DATABASES", "CACHES", "CHANNEL_LAYERS")
    found = settings_in(
        tmp_path,
        *names,
        DATABASE_URL="postgres://ana:s%23cret@db.example:5433/consult",
        REDIS_URL="redis://redis.example:6379/3",
        DATABASE_POOL="4",
    )
    database = found["DATABASES"]["default"]
    assert {
        key: database[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
    } == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "consult",
        "USER": "ana",
        "PASSWORD": "s#cret",
        "HOST": "db.example",
        "PORT": 5433,
    }
    assert database["OPTIONS"]["pool"] == {"min_size": 0, "max_size": 4, "timeout": 20}
    assert (database["CONN_MAX_AGE"], database["ATOMIC_REQUESTS"]) == (0, False)
    assert database["CONN_HEALTH_CHECKS"] is True
    assert found["CACHES"]["default"]["LOCATION"] == "redis://redis.example:6379/3"
    assert found["CHANNEL_LAYERS"]["default"] == {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": ["redis://redis.example:6379/3"]},
    }


def test_mail_goes_where_its_address_says(tmp_path: Path) -> None:
    found = settings_in(
        tmp_path,
        *("EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD"),
        *("EMAIL_USE_TLS", "EMAIL_TIMEOUT", "DEFAULT_FROM_EMAIL"),
        EMAIL_URL="smtp+tls://ana:s%23cret@mail.example:587",
        BASE_URL="https://consult.example",
    )
    assert list(found.values()) == [
        "django.core.mail.backends.smtp.EmailBackend",
        "mail.example",
        587,
        "ana",
        "s#cret",
        True,
        20,
        "consultation@consult.example",
    ]


@pytest.mark.parametrize("name", ["with space", "a#b", "50%25", "ქართული"])
def test_the_data_may_lie_under_any_name(tmp_path: Path, name: str) -> None:
    data = tmp_path / name
    code = (
        "import django; django.setup(); from django.db import connection as c; k = c.cursor(); "
        "print([k.execute(f'PRAGMA {n}').fetchone()[0] for n in "
        "('journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout')])"
    )
    assert python(["-c", code], data).stdout.strip() == "['wal', 2, 1, 20000]"
    assert (data / "consult.sqlite3").is_file()
    assert not list(tmp_path.glob("*.sqlite3"))


def test_an_empty_database_address_means_the_default(tmp_path: Path) -> None:
    found = settings_in(tmp_path, "DATABASES", DATABASE_URL="")
    assert found["DATABASES"]["default"]["NAME"] == str(tmp_path / "consult.sqlite3")


def test_djangos_own_deployment_check_finds_nothing_to_say(tmp_path: Path) -> None:
    done = manage(
        tmp_path, "check", "--deploy", "--fail-level", "WARNING", check=True, **PRODUCTION
    )
    assert "no issues" in done.stdout


def test_it_finds_something_where_the_address_is_not_https(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", check=False)
    assert done.returncode == 1
    assert "security.W008" in done.stderr


def test_errors_are_written_where_the_service_manager_looks(tmp_path: Path) -> None:
    code = (
        "import django, logging; django.setup(); "
        "logging.getLogger('django.request').error('it broke'); "
        "logging.getLogger('consult.core').info('detail')"
    )
    done = python(["-c", code], tmp_path)
    assert done.stderr.count("ERROR django.request: it broke") == 1
    assert "detail" not in done.stderr
    assert "INFO consult.core: detail" in python(["-c", code], tmp_path, LOG_LEVEL="INFO").stderr
