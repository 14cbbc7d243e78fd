"""Several cases decided alike: shown first, each with a decision and a mail of its own."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from consult.accounts.rules.roles import Role
from consult.core.models import OutgoingMail
from moderation.models import Decision
from tests.comments.scene import case_of, nothing_happens

QUEUE = "/en/moderation/vnr-2026/"


def _sent(response: Any, verdict: str) -> dict[str, Any]:
    """Return what the preview's form sends."""
    tree = html.fromstring(response.content.decode())
    (form,) = tree.xpath(f"//main//form[.//input[@name='verdict'][@value='{verdict}']]")
    fields = form.xpath(".//input[@type='hidden']")
    sent: dict[str, Any] = {field.get("name"): field.get("value") for field in fields}
    return {**sent, "case": [field.get("value") for field in fields if field.get("name") == "case"]}


@pytest.fixture
def ask(signed_in: Any, moderator: Any) -> Any:
    """Return the moderator's client, and a function that asks for the preview of comments."""
    client = signed_in(moderator)

    def preview(*comments: Any) -> Any:
        query = "&".join(f"case={case_of(comment).pk}" for comment in comments)
        return client.get(f"{QUEUE}several/?{query}")

    return client, preview


def test_the_preview_shows_each_text_and_decides_nothing(
    post: Any, ask: Any, moderator: Any
) -> None:
    first, own = post("First words"), post("Own words", actor=moderator)
    with nothing_happens():
        response = ask[1](first, own)
    page = response.content.decode()
    assert "First words" in page
    assert "Own words" in page
    case = case_of(first)
    assert _sent(response, "approve")["case"] == [f"{case.pk}:{case.version}"]
    assert "Decide 1 case" in page


def test_all_are_refused_with_one_rule_and_each_author_is_told(post: Any, ask: Any) -> None:
    client, preview = ask
    comments = [post("Buy one"), post("Buy two")]
    said = _sent(preview(*comments), "reject")
    with nothing_happens():
        response = client.post(f"{QUEUE}several/", {**said, "explanation": "It is"})
    assert response.status_code == 400
    assert "It is" in response.content.decode()
    mails = OutgoingMail.objects.count()
    said |= {"rule": "R2", "explanation": "It offers goods."}
    for _time in range(2):
        # Sent twice, it is decided once.
        assert client.post(f"{QUEUE}several/?language=en", said).url == f"{QUEUE}?language=en"
    assert Decision.objects.filter(verdict="reject").count() == 2
    assert OutgoingMail.objects.count() == mails + 2
    assert "2 cases are decided." in client.get(QUEUE).content.decode()


def test_what_has_changed_meanwhile_is_told_and_not_decided(
    post: Any, judge: Any, ask: Any, person: Any
) -> None:
    client, preview = ask
    first, second = post("One"), post("Two")
    said = _sent(preview(first, second), "reject")
    judge(first, actor=person(Role.MODERATOR, name="Otto Other"))
    response = client.post(
        f"{QUEUE}several/", {**said, "rule": "R1", "explanation": "My careful reasons."}
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "My careful reasons." in page
    assert "1 case is decided." in page
    assert first.number in page
    assert second.number not in page
    assert (case_of(first).state, case_of(second).state) == ("approved", "rejected")


def test_cases_of_others_and_nonsense_are_left_out(post: Any, ask: Any) -> None:
    client, _preview = ask
    response = client.get(f"{QUEUE}several/?case=x&case=00000000-0000-4000-8000-000000000000:z")
    assert "nothing here that you can decide" in response.content.decode()
