"""Signing up and in through allauth's own pages, with the mails that leave through the outbox."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from consult.accounts.models import User
from consult.core.models import OutgoingMail

pytestmark = pytest.mark.django_db

# Mails refuse to be written inside another transaction; these tests would find one.
real_transactions = pytest.mark.django_db(transaction=True)

PASSWORD = "a-long-river-in-spring"
CODE = re.compile(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", re.MULTILINE)


def address(name: str, language: str = "en") -> str:
    with override(language):
        return reverse(name)


def sign_up(client: Client, language: str = "en", **fields: str) -> Any:
    form = {"email": "Ana@Example.org", "name": "Ana", "password1": PASSWORD, **fields}
    return client.post(address("account_signup", language), form)


def code_in(mail: OutgoingMail) -> str:
    found = CODE.search(mail.text)
    assert found, mail.text
    return found[1]


def confirm(client: Client, language: str = "en") -> Any:
    code = code_in(OutgoingMail.objects.latest("created_at"))
    return client.post(address("account_email_verification_sent", language), {"code": code})


def somebody(password: str | None = None, language: str = "en") -> User:
    user = User.objects.create_user("ana@example.org", password, name="Ana", language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def totp_now(secret: str) -> str:
    return f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"


@real_transactions
def test_somebody_signs_up_and_confirms_with_the_code(work_off_tasks: Any, mailoutbox: Any) -> None:
    client = Client()
    sign_up(client, name="  Ana \u0301 Souza ")
    user = User.objects.get()
    assert (user.email, user.name, user.language) == ("ana@example.org", "Ana \u0301 Souza", "en")
    assert who(client) is None
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.state) == ("ana@example.org", "waiting")
    assert "127.0.0.1:8000" in mail.text
    assert "example.com" not in mail.text + mail.subject
    assert "&#" not in mail.text
    assert work_off_tasks() == 1
    assert [message.to for message in mailoutbox] == [["ana@example.org"]]
    assert confirm(client).status_code == 302
    assert EmailAddress.objects.get(user=user).verified
    assert who(client) == str(user.pk)


def test_a_wrong_code_confirms_nothing() -> None:
    client = Client()
    sign_up(client)
    client.post(address("account_email_verification_sent"), {"code": "AAAAAA"})
    assert not EmailAddress.objects.get().verified
    assert who(client) is None


def test_no_password_is_needed() -> None:
    client = Client()
    sign_up(client, password1="")
    confirm(client)
    user = User.objects.get()
    assert not user.has_usable_password()
    assert who(client) == str(user.pk)


@pytest.mark.parametrize("language", ["fr", "ar", "ka"])
def test_the_mail_is_in_the_language_of_the_page(language: str) -> None:
    sign_up(Client())
    sign_up(Client(), language, email="other@example.org")
    english, other = OutgoingMail.objects.order_by("created_at")
    assert User.objects.get(email="other@example.org").language == language
    assert code_in(other)
    assert (
        other.subject != english.subject or other.text.split("\n")[0] != english.text.split("\n")[0]
    )


def test_a_mail_to_somebody_we_know_is_in_their_language_not_the_pages() -> None:
    somebody(language="fr")
    Client().post(address("account_request_login_code", "en"), {"email": "ana@example.org"})
    french = OutgoingMail.objects.get()
    User.objects.update(language="en")
    Client().post(address("account_request_login_code", "fr"), {"email": "ana@example.org"})
    english = OutgoingMail.objects.latest("created_at")
    assert english.subject == "Sign-In Code"
    assert french.subject != english.subject


@pytest.mark.parametrize(
    "name", ["", " ", "\u0001", "\u200b\u2060", "\x00", "x" * 121, "\u0958" * 70]
)
def test_a_name_that_nobody_can_see_or_store_is_refused(name: str) -> None:
    response = sign_up(Client(), name=name)
    assert response.status_code == 200
    assert "name" in response.context["form"].errors
    assert not User.objects.exists()
    assert not OutgoingMail.objects.exists()


@real_transactions
def test_one_address_has_one_account_in_whatever_case() -> None:
    somebody()
    sign_up(Client(), email="ANA@example.org", name="Another")
    assert [user.name for user in User.objects.all()] == ["Ana"]
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="Ana@Example.ORG", name="Third")
    assert User.objects.create_user(" Bo@Example.org", name="Bo").email == "bo@example.org"


def test_signing_up_does_not_tell_who_has_an_account() -> None:
    somebody()
    known, unknown = Client(), Client()
    first = sign_up(known)
    second = sign_up(unknown, email="new@example.org")
    assert (first.status_code, first.headers["Location"]) == (
        second.status_code,
        second.headers["Location"],
    )
    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == [
        "ana@example.org",
        "new@example.org",
    ]


@real_transactions
def test_somebody_signs_in_with_a_code() -> None:
    user, client = somebody(), Client()
    client.post(address("account_request_login_code"), {"email": "ANA@example.org"})
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == ("ana@example.org", "Sign-In Code")
    client.post(address("account_confirm_login_code"), {"code": "AAAAAA"})
    assert who(client) is None
    client.post(address("account_confirm_login_code"), {"code": code_in(mail)})
    assert who(client) == str(user.pk)


def test_somebody_signs_in_with_a_password() -> None:
    user, client = somebody(PASSWORD), Client()
    form = {"login": "ANA@example.org", "password": PASSWORD}
    client.post(address("account_login"), {**form, "password": "wrong"})
    assert who(client) is None
    client.post(address("account_login"), form)
    assert who(client) == str(user.pk)


@real_transactions
def test_an_address_that_was_never_confirmed_does_not_sign_in() -> None:
    user, client = somebody(PASSWORD), Client()
    EmailAddress.objects.update(verified=False)
    form = {"login": user.email, "password": PASSWORD}
    client.post(address("account_login"), form)
    assert who(client) is None
    confirm(client)
    assert who(client) == str(user.pk)


def test_an_administrator_made_on_the_command_line_confirms_and_signs_in(monkeypatch: Any) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command(
        "createsuperuser", email="Root@Example.org", name="Root", interactive=False, verbosity=0
    )
    user, client = User.objects.get(), Client()
    assert (user.email, user.is_superuser) == ("root@example.org", True)
    client.post(address("account_login"), {"login": user.email, "password": PASSWORD})
    assert who(client) is None
    confirm(client)
    assert who(client) == str(user.pk)


@pytest.mark.parametrize("way", ["password", "code"])
def test_whoever_has_a_second_factor_is_asked_for_it(way: str) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    user, client = somebody(PASSWORD), Client()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    if way == "password":
        client.post(address("account_login"), {"login": user.email, "password": PASSWORD})
    else:
        client.post(address("account_request_login_code"), {"email": user.email})
        code = code_in(OutgoingMail.objects.get())
        client.post(address("account_confirm_login_code"), {"code": code})
    assert who(client) is None
    client.post(address("mfa_authenticate"), {"code": "000000"})
    assert who(client) is None
    client.post(address("mfa_authenticate"), {"code": totp_now(secret)})
    assert who(client) == str(user.pk)


@pytest.mark.parametrize(
    "page", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"]
)
def test_a_session_that_was_left_open_changes_no_second_factor(page: str, signed_in: Any) -> None:
    client = signed_in(somebody(PASSWORD))
    for response in (client.get(address(page)), client.post(address(page), {"code": "123456"})):
        assert response.status_code == 302
        assert response.headers["Location"].startswith(address("account_reauthenticate"))
    assert not Authenticator.objects.exists()


@real_transactions
def test_after_the_password_was_asked_for_again_an_authenticator_is_set_up(signed_in: Any) -> None:
    user = somebody(PASSWORD)
    client = signed_in(user)
    client.post(address("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(address("mfa_activate_totp"))
    code = totp_now(page.context["form"].secret)
    client.post(address("mfa_activate_totp"), {"code": code})
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    assert kinds == {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}


def test_attempts_are_counted_over_all_processes_in_the_shared_cache(settings: Any) -> None:
    from django.core.cache import caches

    assert settings.CACHES["default"]["BACKEND"].rpartition(".")[2] in {
        "DatabaseCache",
        "RedisCache",
    }
    somebody(PASSWORD)
    form = {"login": "ana@example.org", "password": "wrong"}
    answers = []
    for _ in range(12):
        caches.close_all()
        response = Client().post(address("account_login"), form)
        answers.append("Too many failed" in response.content.decode())
    assert answers[0] is False
    assert answers[-1] is True
    response = Client().post(address("account_login"), {**form, "password": PASSWORD})
    assert "_auth_user_id" not in response.client.session
