"""Casting asks for a fresh second factor, and keeps what was chosen meanwhile."""

from __future__ import annotations

import time
import uuid
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.test import Client
from django.urls import reverse

from consult.council.models import Ballot, Motion
from consult.reviews.models import Review
from tests.conftest import show_second_factor
from tests.council.conftest import Council
from tests.council.pages import motion_url, words

pytestmark = pytest.mark.django_db

STALE = 11 * 60


def code_of(user: Any) -> str:
    totp = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    secret = decrypt(totp.data["secret"])
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def stale(council: Council, signed_in: Any) -> Client:
    """Return a member's client whose second factor was shown eleven minutes ago."""
    client: Client = signed_in(council.people[0][0])
    show_second_factor(client, seconds_ago=STALE)
    return client


def ballot(council: Council) -> dict[str, str]:
    return {
        "seat": str(council.seats[0].pk),
        "key": str(uuid.uuid4()),
        "choice": "reject",
        "reason": "The secret reason.",
    }


def test_a_stale_factor_is_asked_for_and_the_vote_is_cast_with_the_right_code(
    council: Council, motion: Motion, stale: Client
) -> None:
    asked = stale.post(motion_url(motion, "vote"), ballot(council))
    location = urlsplit(asked["Location"])
    assert (asked.status_code, location.path) == (302, reverse("mfa_reauthenticate"))
    assert parse_qs(location.query) == {"next": [motion_url(motion, "vote")]}
    assert Ballot.objects.count() == 0
    wrong = stale.post(asked["Location"], {"code": "000000"})
    assert (wrong.status_code, Ballot.objects.count()) == (200, 0)
    code = code_of(council.people[0][0])
    done = stale.post(asked["Location"], {"code": code}, follow=True)
    assert done.redirect_chain == [(motion_url(motion), 302)]
    assert "Your ballot is recorded: Reject." in words(done)
    (cast,) = Ballot.objects.all()
    assert (cast.choice, cast.reason) == ("reject", "The secret reason.")


def test_a_recovery_code_serves_too(council: Council, motion: Motion, stale: Client) -> None:
    codes = RecoveryCodes.activate(council.people[0][0])
    asked = stale.post(motion_url(motion, "vote"), ballot(council))
    stale.post(asked["Location"], {"code": codes.get_unused_codes()[0]})
    assert [each.choice for each in Ballot.objects.all()] == ["reject"]


def test_a_password_is_no_second_factor(council: Council, motion: Motion, stale: Client) -> None:
    member = council.people[0][0]
    member.set_password("A long password 1")
    member.save()
    stale.force_login(member, backend="consult.accounts.backends.AuthenticationBackend")
    asked = stale.post(motion_url(motion, "vote"), ballot(council))
    address = f"{reverse('account_reauthenticate')}?{urlsplit(asked['Location']).query}"
    again = stale.post(address, {"password": "A long password 1"})
    assert urlsplit(again["Location"]).path == reverse("mfa_reauthenticate")
    assert Ballot.objects.count() == 0


def test_a_refused_ballot_asks_for_no_factor_first(
    council: Council, motion: Motion, stale: Client
) -> None:
    page = stale.post(motion_url(motion, "vote"), {**ballot(council), "choice": ""})
    assert page.status_code == 400
    assert "The secret reason." in page.content.decode()


def test_only_the_demonstrations_review_is_waived(
    council: Council, motion: Motion, review: Review, stale: Client, settings: Any
) -> None:
    settings.DEMONSTRATION = True
    asked = stale.post(motion_url(motion, "vote"), ballot(council))
    assert urlsplit(asked["Location"]).path == reverse("mfa_reauthenticate")
    Review.objects.filter(pk=review.pk).update(is_demonstration=True)
    stale.post(motion_url(motion, "vote"), ballot(council))
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize("line", ["", "+995 32 000 000"])
def test_the_page_names_the_help_line(
    line: str, council: Council, motion: Motion, signed_in: Any, settings: Any
) -> None:
    settings.COUNCIL_HELP_LINE = line
    said = words(signed_in(council.people[0][0]).get(motion_url(motion)))
    assert (f"the secretariat helps: {line}" if line else "ask the secretariat") in said


@pytest.fixture
def secretary(council: Council, signed_in: Any) -> Client:
    """Return the secretary's client whose second factor was shown eleven minutes ago."""
    client: Client = signed_in(council.secretary)
    show_second_factor(client, seconds_ago=STALE)
    return client


def test_declaring_void_asks_for_a_fresh_factor_and_keeps_the_reason(
    council: Council, motion: Motion, secretary: Client
) -> None:
    address = motion_url(motion, "void")
    assert secretary.post(address, {"reason": ""}).status_code == 400
    asked = secretary.post(address, {"reason": "It was put too early."})
    assert urlsplit(asked["Location"]).path == reverse("mfa_reauthenticate")
    motion.refresh_from_db()
    assert motion.state == "open"
    done = secretary.post(asked["Location"], {"code": code_of(council.secretary)}, follow=True)
    assert done.redirect_chain == [(motion_url(motion), 302)]
    motion.refresh_from_db()
    assert (motion.state, motion.void_reason) == ("void", "It was put too early.")


def test_certifying_asks_for_a_fresh_factor(
    council: Council, closed: Motion, secretary: Client
) -> None:
    asked = secretary.post(motion_url(closed, "certify"))
    assert urlsplit(asked["Location"]).path == reverse("mfa_reauthenticate")
    closed.refresh_from_db()
    assert closed.state == "closed"
    secretary.post(asked["Location"], {"code": code_of(council.secretary)}, follow=True)
    closed.refresh_from_db()
    assert (closed.state, closed.certified_by) == ("certified", council.secretary)
