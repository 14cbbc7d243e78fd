"""The outbox: written with its cause, delivered once, tried again, and given up in the end."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from consult.core.mail import MAX_TRIES, TRY_AGAIN_AFTER, deliver, post, resend_waiting
from consult.core.models import OutgoingMail
from consult.core.transactions import OutsideCommand, command
from tests.core.together import at_once

send = command(post)


class Refusing(EmailBackend):
    """A mail server that is away; what fails is outside this machine."""

    error: Exception = smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

    def send_messages(self, messages: Any) -> int:
        raise self.error


@pytest.fixture
def server_away(settings: Any) -> Callable[[Exception | None], None]:
    def take_away(error: Exception | None) -> None:
        if error is None:
            settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
            return
        settings.EMAIL_BACKEND = f"{__name__}.Refusing"
        Refusing.error = error

    return take_away


def write() -> OutgoingMail:
    return send(to="ana@example.org", subject="Your\n receipt ", text="Good day.", html="<p>x</p>")


def later(mail: OutgoingMail) -> None:
    """Let the time pass after which a message is tried again."""
    OutgoingMail.objects.filter(pk=mail.pk).update(try_after=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db(transaction=True)
def test_row_and_task_come_with_the_transaction(mailoutbox: list[Any]) -> None:
    mail = write()
    assert (mail.subject, mail.state, mail.tries) == ("Your receipt", "waiting", 0)
    task = DBTaskResult.objects.get()
    assert task.status == TaskResultStatus.READY
    assert task.task_path == "consult.core.tasks.send_mail"
    assert task.args_kwargs == {"args": [], "kwargs": {"mail_id": str(mail.pk)}}
    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_neither() -> None:
    @command
    def fail() -> None:
        post(to="ana@example.org", subject="x", text="y")
        raise ValueError("after the mail")

    with pytest.raises(ValueError, match="after the mail"):
        fail()
    assert not OutgoingMail.objects.exists()
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_no_mail_outside_a_command() -> None:
    with pytest.raises(OutsideCommand):
        post(to="ana@example.org", subject="x", text="y")
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_worker_delivers_it(mailoutbox: list[EmailMessage]) -> None:
    mail = write()
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.last_error) == ("sent", 1, "")
    assert mail.sent_at is not None
    assert [(m.to, m.subject, m.body) for m in mailoutbox] == [
        (["ana@example.org"], "Your receipt", "Good day.")
    ]
    alternatives = getattr(mailoutbox[0], "alternatives", [])
    assert [(part.content, part.mimetype) for part in alternatives] == [("<p>x</p>", "text/html")]
    assert mailoutbox[0].from_email == "consultation@127.0.0.1"
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


@pytest.mark.django_db(transaction=True)
def test_a_task_that_runs_twice_sends_once(mailoutbox: list[Any]) -> None:
    mail = write()
    assert [deliver(str(mail.pk)), deliver(str(mail.pk))] == [True, False]
    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_workers_send_once(mailoutbox: list[Any]) -> None:
    mail = write()
    sent, errors = at_once(lambda _number: deliver(str(mail.pk)))
    assert errors == []
    assert sorted(sent) == [False] * 19 + [True]
    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_mail_server_is_spoken_to(monkeypatch: Any) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(
        EmailBackend, "send_messages", lambda *_: seen.append(connection.in_atomic_block)
    )
    assert deliver(str(write().pk))
    assert seen == [False]


@pytest.mark.django_db(transaction=True)
def test_a_cancelled_mail_stays_here(mailoutbox: list[Any]) -> None:
    mail = write()
    OutgoingMail.objects.filter(pk=mail.pk).update(state=OutgoingMail.State.CANCELLED)
    assert not deliver(str(mail.pk))
    assert resend_waiting() == 0
    assert not deliver("00000000-0000-0000-0000-000000000000")
    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_a_refused_mail_waits_longer_each_time_and_fails_in_the_end(server_away: Any) -> None:
    server_away(smtplib.SMTPServerDisconnected("Connection unexpectedly closed"))
    mail = write()
    for number in range(1, MAX_TRIES + 1):
        before = timezone.now()
        assert not deliver(str(mail.pk))
        mail.refresh_from_db()
        assert mail.tries == number
        assert mail.state == ("failed" if number == MAX_TRIES else "waiting")
        assert mail.last_error == "SMTPServerDisconnected: Connection unexpectedly closed"
        wait = mail.try_after - before
        assert timedelta(0) <= wait - TRY_AGAIN_AFTER[number - 1] < timedelta(seconds=20)
        assert not deliver(str(mail.pk)), "It was tried again before it was due."
        later(mail)
    server_away(None)
    assert not deliver(str(mail.pk))
    assert resend_waiting() == 0


@pytest.mark.django_db(transaction=True)
def test_what_waits_is_sent_when_the_server_is_back(
    server_away: Any, mailoutbox: list[Any]
) -> None:
    server_away(ConnectionRefusedError("refused"))
    mail = write()
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    server_away(None)
    assert resend_waiting() == 0
    later(mail)
    assert resend_waiting() == 1
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == ("sent", 2)
    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
def test_one_bad_message_keeps_back_none_behind_it(mailoutbox: list[Any]) -> None:
    bad = send(to="ana@example.org", subject="x", text="y", headers={"X-A": "one\ntwo"})
    good = write()
    assert resend_waiting() == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == ("waiting", "sent")
    assert bad.last_error.startswith("BadHeaderError:")
    assert [message.subject for message in mailoutbox] == ["Your receipt"]


@pytest.mark.django_db(transaction=True)
def test_the_sweep_takes_up_a_mail_whose_sender_died(mailoutbox: list[Any], capsys: Any) -> None:
    mail = write()
    OutgoingMail.objects.filter(pk=mail.pk).update(
        tries=1, try_after=timezone.now() + timedelta(minutes=5)
    )
    call_command("sweep")
    assert (mailoutbox, capsys.readouterr().out) == ([], "")
    later(mail)
    call_command("sweep")
    assert len(mailoutbox) == 1
    assert capsys.readouterr().out == (
        "0 motions opened, 0 closed, 0 reminded of, 0 things due in moderation, "
        "0 tasks given back, 0 moderators reminded, 0 heads told, 1 mails sent.\n"
    )
