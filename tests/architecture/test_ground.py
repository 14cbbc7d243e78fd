"""The ground that all tests stand on is the one that production stands on."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from consult.accounts.rules.roles import Role
from consult.core.errors import SecondFactorMissing
from consult.core.mail import post
from consult.core.models import Entry
from consult.core.transactions import CommandInCommand, OutsideCommand, command
from consult.reviews.actions import open_review_step


@pytest.mark.django_db
def test_sqlite_is_a_file_in_write_ahead_mode_with_full_synchronisation() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("This run is on another database.")
    with connection.cursor() as cursor:
        found = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert found == ["wal", 2, 1]
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_the_review_of_the_tests_was_opened_through_its_actions(review: Any) -> None:
    entries = Entry.objects.filter(log=review.log_id).order_by("index")
    assert [(entry.index, entry.event) for entry in entries] == [
        (0, "review.opened.v1"),
        (1, "window.set.v1"),
    ]


def test_staff_act_with_their_authenticator_only(review: Any, person: Any) -> None:
    from consult.accounts.permissions import require

    require(person(Role.EDITOR), "drafts.import_draft", review)
    with pytest.raises(SecondFactorMissing):
        require(person(Role.EDITOR, second_factor=False), "drafts.import_draft", review)


@pytest.mark.django_db
def test_a_mail_leaves_when_the_worker_comes_round(mailoutbox: Any, work_off_tasks: Any) -> None:
    send = command(lambda: post(to="a@example.org", subject="Hello", text="Good day."))
    send()
    assert mailoutbox == []
    assert work_off_tasks() == 1
    assert [(mail.to, mail.subject, mail.body) for mail in mailoutbox] == [
        (["a@example.org"], "Hello", "Good day.")
    ]
    assert work_off_tasks() == 0


def test_a_step_outside_a_command_is_refused_in_tests_too(administrator: Any) -> None:
    with pytest.raises(OutsideCommand):
        open_review_step(
            actor=administrator,
            slug="x",
            number_prefix="X",
            timezone="UTC",
            languages=["en"],
            title={"en": "X"},
            country={"en": "X"},
            summary={"en": "X"},
        )


def test_a_command_in_a_command_is_refused(db: None) -> None:
    inner = command(lambda: None)
    with pytest.raises(CommandInCommand):
        command(inner)()


@pytest.mark.django_db(transaction=True)
def test_a_command_in_an_open_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        command(lambda: None)()


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_no_test_sees_the_rate_limits_of_another(turn: int) -> None:
    assert cache.get("attempts") is None
    cache.set("attempts", turn)
    assert cache.get("attempts") == turn
