"""The pages of measures: for moderators, for the person, and what a barred form keeps."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from consult.accounts.rules.roles import Role
from moderation.models import Measure
from tests.comments.pages import tree_of
from tests.comments.scene import case_of
from tests.moderation.measured import WHY, refused, suspended

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(person: Any) -> Any:
    return person(Role.MODERATOR, name="Otto Other")


def write(client: Client, chapter: Any, body: str) -> Any:
    """Send a comment by the form, as a person does."""
    address = reverse("comments:write", args=[chapter.review.slug, chapter.slug])
    shown = html.fromstring(client.get(address).content.decode())
    (form,) = [one for one in shown.forms if "body" in one.fields]
    return client.post(address, {**dict(form.form_values()), "body": body, "accept": "on"})


def test_case_proposes_and_the_form_takes_a_measure(
    post: Any, judge: Any, moderator: Any, signed_in: Any
) -> None:
    case = case_of(refused(post, judge, 3))
    client = signed_in(moderator)
    page = tree_of(client.get(reverse("moderation:case", args=[case.pk])))
    section = page.xpath("//section[@aria-labelledby='account-title']")[0].text_content()
    assert "This account has 3 refused texts that stand" in section
    assert "Consider a measure" in section
    (link,) = page.xpath("//a[text()='Take a measure']/@href")
    form = tree_of(client.get(link)).forms[-1]
    ticked = form.xpath(".//input[@name='rests_on'][@checked]/@value")
    assert len(ticked) == 3
    key = form.xpath(".//input[@name='key']/@value")[0]
    sent = {"kind": "slower", "rule": "R1", "explanation": WHY, "rests_on": ticked, "key": key}
    kept = client.post(link, {**sent, "days": "91", "every_hours": "24"})
    assert kept.status_code == 400
    assert "Choose between 1 and 90 days." in kept.content.decode()
    assert WHY in kept.content.decode()
    done = client.post(link, {**sent, "days": "7", "every_hours": "24"})
    assert done.status_code == 302
    made = Measure.objects.get()
    assert (made.kind, made.every_hours, made.days) == ("slower", 24, 7)
    listed = client.get(reverse("moderation:measures", args=[made.review.slug]))
    assert "Slower posting" in listed.content.decode()


def test_a_moderator_is_not_offered_a_suspension(
    post: Any, judge: Any, other: Any, moderator: Any, signed_in: Any
) -> None:
    case = case_of(refused(post, judge))
    address = reverse("moderation:take-measure", args=[case.pk])
    for actor, kinds in (
        (other, ["warning", "slower"]),
        (moderator, ["warning", "slower", "suspension"]),
    ):
        page = tree_of(signed_in(actor).get(address))
        assert page.xpath("//input[@name='kind']/@value") == kinds


def test_barred_form_says_until_when_why_and_how_to_appeal_and_keeps_the_text(
    post: Any, judge: Any, moderator: Any, participant: Any, chapter: Any, signed_in: Any
) -> None:
    suspended(moderator, post, judge)
    client = signed_in(participant)
    response = write(client, chapter, "What I typed for an hour.")
    assert response.status_code == 403
    shown = response.content.decode()
    for words in ("is suspended from this review until", "R1 No insults", "“My account”"):
        assert words in shown
    assert "What I typed for an hour." in shown
    reading = reverse("portal:chapter", args=[chapter.review.slug, chapter.slug])
    assert client.get(reading).status_code == 200
