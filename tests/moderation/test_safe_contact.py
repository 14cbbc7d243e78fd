"""The contact outside government, on every page where somebody may need it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from consult.core.errors import NotPermitted
from moderation.actions import set_contact
from moderation.models import SafeContact
from moderation.rules.contact import (
    ContactAddressWrong,
    ContactNameMissing,
    ContactTooLong,
    ContactUnreachable,
)
from tests.comments.scene import case_of, last_leaf, openings, publish_code_of
from tests.moderation.test_held_by_database import execute
from tests.moderation.test_reports import report

pytestmark = pytest.mark.django_db

NAME = "Ombuds Office of Anyland"
WAYS = {"email": "ombuds@example.org", "phone": "+000 11 22", "link": "https://ombuds.example.org"}


def named(actor: Any, review: Any, **changes: Any) -> SafeContact:
    arguments: dict[str, Any] = {"name": {"en": NAME}, "about": {"en": "Tells nobody."}, **WAYS}
    return set_contact(actor=actor, review=review, **{**arguments, **changes})


def test_contact_stands_wherever_somebody_may_need_it(
    administrator: Any, review: Any, post: Any, judge: Any, moderator: Any
) -> None:
    comment = post("You fool.")
    published = post("Which minutes?")
    judge(published)
    judge(comment, "R1", "It ridicules.")
    publish_code_of(review, moderator)
    made = report(published)
    named(administrator, review)
    conduct = reverse("moderation:conduct", args=[review.slug])
    for address in (
        conduct,
        f"{conduct}?version=1",
        reverse("moderation:report", args=["comment", published.public_id]),
        made.receipt_path,
        comment.receipt_path,
        reverse("moderation:appeal", args=[case_of(comment).pk, comment.receipt_token]),
    ):
        page = Client().get(address).content.decode()
        assert NAME in page, address
        assert "mailto:ombuds@example.org" in page


def test_setting_it_is_journalled_and_shown(administrator: Any, review: Any) -> None:
    named(administrator, review)
    leaf = last_leaf(review)
    assert leaf["event"] == "contact.set.v1"
    ((value, public),) = openings(review, leaf["index"]).values()
    assert public
    assert value["name"] == {"en": NAME}
    named(administrator, review, name={"en": "Another", "fr": "Un autre"})
    assert SafeContact.objects.get().name_fr == "Un autre"


def test_team_alone_is_told_that_it_is_missing(
    administrator: Any, review: Any, code: Any, signed_in: Any, moderator: Any
) -> None:
    address = reverse("moderation:conduct", args=[review.slug])
    missing = "is missing. Only the team sees this note."
    assert missing not in Client().get(address).content.decode()
    for person in (moderator, administrator):
        assert missing in signed_in(person).get(address).content.decode()
    named(administrator, review)
    assert missing not in signed_in(moderator).get(address).content.decode()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"name": {"en": " "}}, ContactNameMissing),
        ({"email": "", "phone": "", "link": ""}, ContactUnreachable),
        ({"email": "ombuds"}, ContactAddressWrong),
        ({"link": "javascript:alert(1)"}, ContactAddressWrong),
        ({"about": {"en": "x" * 2_001}}, ContactTooLong),
    ],
)
def test_contact_that_helps_nobody_is_refused(
    administrator: Any, review: Any, changes: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        named(administrator, review, **changes)


def test_only_an_administrator_names_it(moderator: Any, review: Any) -> None:
    with pytest.raises(NotPermitted):
        named(moderator, review)


def test_page_names_it_and_keeps_what_was_typed(
    administrator: Any, review: Any, signed_in: Any
) -> None:
    client = signed_in(administrator)
    address = reverse("moderation:contact", args=[review.slug])
    refused = client.post(address, {"name_en": NAME})
    assert refused.status_code == 400
    assert NAME in refused.content.decode()
    assert client.post(address, {"name_en": NAME, "email": WAYS["email"]}).status_code == 302
    assert NAME in client.get(address).content.decode()


def test_database_refuses_a_contact_that_nobody_can_reach(administrator: Any, review: Any) -> None:
    named(administrator, review)
    with pytest.raises(IntegrityError):
        execute("UPDATE moderation_safecontact SET email = '', phone = '', link = ''")
