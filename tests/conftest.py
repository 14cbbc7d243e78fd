"""What every test stands on: an environment of its own, the real database, people and a review.

This file sets the environment and only then has Django read its settings, so the data directory
is one that lives as long as this test process. Nothing is written into the tree, and the workers
of a parallel run share nothing.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from django.test import Client

    from consult.accounts.models import User
    from consult.accounts.rules.roles import Role
    from consult.reviews.models import Review

pytest_plugins = ["tests.comments.scene", "tests.demonstrated"]

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")

if "consult.config.settings" in sys.modules:
    raise pytest.UsageError(
        "The settings were read before the tests could set their environment. "
        "Unset DJANGO_SETTINGS_MODULE and run pytest again."
    )

DATA_DIR = Path(tempfile.mkdtemp(prefix=f"consult-tests-{WORKER}-"))
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
(DATA_DIR / "static").mkdir()

os.environ.update(
    {
        "DJANGO_SETTINGS_MODULE": "consult.config.settings",
        "CONSULT_DATA_DIR": str(DATA_DIR),
        "CONSULT_STATIC_COLLECTED": "0",
        "CONSULT_WORKER_IN_PROCESS": "0",
        "BASE_URL": "http://127.0.0.1:8000",
        "LEDGER_ORIGIN": "consult.example",
        "UNDO_SECONDS": "0",
    }
)
for name in ("CONSULT_DEMONSTRATION", "DEBUG", "EMAIL_URL", "LEDGER_KEY_FILE", "SECRET_KEY"):
    os.environ.pop(name, None)


# A machine that is busy with something else is slow, and that is no fault of the code.
hypothesis_settings.register_profile(
    "consult", deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
hypothesis_settings.load_profile("consult")


def pytest_configure() -> None:
    """Read the settings, make passwords cheap, the signing key real, and pushes private.

    pytest-django sets Django up after this, once it finds the settings read.
    """
    from django.conf import settings

    _ = settings.DATABASES
    # The workers of a parallel run inherit this process's environment, and pytest-django would
    # read the settings in them before this file could set theirs.
    del os.environ["DJANGO_SETTINGS_MODULE"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    layer = settings.CHANNEL_LAYERS["default"]
    if "redis" in layer["BACKEND"]:
        # Redis has one space of channels for all its databases.
        layer["CONFIG"]["prefix"] = f"consult-tests-{WORKER}-{uuid.uuid4().hex}"

    from consult.core.signing import make_key

    make_key(Path(settings.LEDGER_KEY_FILE))


class MakePerson(Protocol):
    """How a test asks for somebody: with roles in the review, named or not, ready to act or not."""

    def __call__(
        self, *roles: Role, name: str = "", email: str = "", second_factor: bool = True
    ) -> User: ...


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Keep SQLite's test database in a file: one in memory has no WAL and no second writer."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(DATA_DIR / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Let tests whose commits are real empty SQLite's guarded tables after themselves.

    On PostgreSQL emptying is a TRUNCATE, which the guard lets pass; see `core.immutable`.
    """
    from django.db import connection

    from consult.core.immutable import SQLITE_SWITCH

    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO \"{SQLITE_SWITCH}\" VALUES ('tests empty the tables')")


@pytest.fixture(autouse=True)
def _cache_of_this_test(settings: Any) -> None:
    """Let rate limits start at nothing in each test, on the cache that production uses.

    Django makes the cache's table with the test database. A prefix of its own for each test keeps
    counters apart without emptying a Redis that may hold something else.
    """
    default = {**settings.CACHES["default"], "KEY_PREFIX": uuid.uuid4().hex}
    settings.CACHES = {**settings.CACHES, "default": default}


@pytest.fixture
def administrator(db: None) -> User:
    """Return the administrator of the installation, who may open reviews and grant roles."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from consult.accounts.models import User

    user = User.objects.create_superuser("administrator@consult.example", name="Ada Administrator")
    TOTP.activate(user, generate_totp_secret())
    return user


@pytest.fixture
def review(administrator: User) -> Review:
    """Return a review that takes comments since yesterday and for a month, opened as people do."""
    from django.utils import timezone

    from consult.reviews.actions import open_review, set_window

    opened = open_review(
        actor=administrator,
        slug="vnr-2026",
        number_prefix="VNR26",
        timezone="Africa/Nairobi",
        languages=["en", "fr", "ar", "ka"],
        title={"en": "VNR 2026", "fr": "ENV 2026"},
        country={"en": "Anyland", "fr": "Toutpays"},
        summary={"en": "How Anyland carries out the 2030 Agenda."},
    )
    now = timezone.now()
    return set_window(
        actor=administrator,
        review=opened,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=30),
    )


@pytest.fixture
def person(review: Review, administrator: User) -> MakePerson:
    """Return a maker of people with roles in `review`.

    Their address is confirmed and, unless told otherwise, they hold a real authenticator, so that
    staff and council roles act.
    """
    from allauth.account.models import EmailAddress
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from consult.accounts.actions import grant_role
    from consult.accounts.models import User

    def make(*roles: Role, name: str = "", email: str = "", second_factor: bool = True) -> User:
        number = User.objects.count()
        user = User.objects.create_user(
            email or f"person-{number}@consult.example", name=name or f"Person {number}"
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if second_factor:
            TOTP.activate(user, generate_totp_secret())
        for role in roles:
            grant_role(actor=administrator, review=review, user=user, role=role)
        return user

    return make


def show_second_factor(client: Client, seconds_ago: float = 0) -> None:
    """Let a session say that the second factor was shown, as signing in with it does."""
    from django.contrib.auth import SESSION_KEY

    session = client.session
    # allauth believes a record only of whoever the session belongs to.
    session["account_authentication_methods_user"] = session[SESSION_KEY]
    shown = {"method": "mfa", "type": "totp", "at": time.time() - seconds_ago}
    session["account_authentication_methods"] = [shown]
    session.save()


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """Return a maker of clients that are signed in as somebody."""
    from django.test import Client

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="consult.accounts.backends.AuthenticationBackend")
        show_second_factor(client)
        return client

    return sign_in


@pytest.fixture
def work_off_tasks(db: None) -> Callable[[], int]:
    """Return a function that runs the waiting tasks as the worker does, and counts them.

    Mails then lie in `mailoutbox`. A task that fails fails the test.
    """
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    def work() -> int:
        worker = Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"tests-{WORKER}",
            excluded_queue_names=[],
        )
        done = 0
        # The worker's own loop would close the connection that holds the test's transaction.
        while row := DBTaskResult.objects.ready().first():
            row.claim(worker.worker_id)
            worker.run_task(row)
            done += 1
        failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
        assert [row.traceback for row in failed] == []
        return done

    return work


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer a second round on other services without what cannot differ there."""
    parser.addoption(
        "--services-only",
        action="store_true",
        help="run only the tests that touch the database, the cache or the channel layer",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, in a second round, each test that neither asks for the database nor is marked."""
    if not config.getoption("--services-only"):
        return
    touching = {"db", "transactional_db"}
    kept = [
        item
        for item in items
        if item.get_closest_marker("django_db")
        or touching.intersection(getattr(item, "fixturenames", ()))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept
