"""The queue and the page of a case, as moderators and others meet them."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from consult.accounts.rules.roles import Role
from consult.comments.models import Comment
from moderation.models import Decision
from tests.comments.scene import case_of, nothing_happens, require_errors

QUEUE = "/en/moderation/vnr-2026/"


def _hidden(response: Any, verdict: str) -> dict[str, str]:
    """Return the hidden fields of the form that decides so."""
    tree = html.fromstring(response.content.decode())
    for form in tree.forms:
        fields = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
        if fields.get("verdict") == verdict:
            return {name: fields[name] for name in ("verdict", "seen_version", "key")}
    raise AssertionError(f"The page has no form to {verdict}.")


def _typed(tree: Any, verdict: str) -> str:
    """Return what stands in the explanation of the form that decides so."""
    path = f"//form[.//input[@name='verdict'][@value='{verdict}']]//textarea[@name='explanation']"
    return str(tree.xpath(path)[0].text_content().strip())


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.COUNCIL_MEMBER, Role.PARTICIPANT])
def test_others_learn_nothing(post: Any, signed_in: Any, person: Any, role: Role | None) -> None:
    case = case_of(post("Secret words"))
    someone = signed_in(person(role) if role else person())
    for address in (QUEUE, f"/en/moderation/cases/{case.pk}/"):
        response = someone.get(address)
        assert response.status_code == 404
        assert "Secret words" not in response.content.decode()
    for act in ("claim", "release", "decide"):
        response = someone.post(f"/en/moderation/cases/{case.pk}/{act}/", {"verdict": "approve"})
        assert response.status_code == 404
    assert (case_of(Comment.objects.get()).state, Decision.objects.count()) == ("pending", 0)


def test_anonymous_learns_nothing(post: Any, client: Any) -> None:
    case = case_of(post("Secret words"))
    assert client.get(QUEUE).status_code == 404
    assert client.get(f"/en/moderation/cases/{case.pk}/").status_code == 404


def test_moderator_without_second_factor_is_told_so(post: Any, signed_in: Any, person: Any) -> None:
    post()
    response = signed_in(person(Role.MODERATOR, second_factor=False)).get(QUEUE)
    assert response.status_code == 403
    assert "second_factor_missing" in response.content.decode()


def test_claim_release_and_approve_by_forms(post: Any, signed_in: Any, moderator: Any) -> None:
    comment = post()
    case = case_of(comment)
    client, address = signed_in(moderator), f"/en/moderation/cases/{case.pk}/"
    assert client.post(f"{address}claim/").url == address
    assert case_of(comment).claimed_by == moderator
    assert client.post(f"{address}release/").url == QUEUE
    assert case_of(comment).claimed_by is None
    response = client.post(f"{address}decide/", _hidden(client.get(address), "approve"))
    assert response.url == QUEUE
    comment.refresh_from_db()
    assert comment.state == "published"
    assert f"{comment.number} is decided." in client.get(QUEUE).content.decode()


def test_rejection_asks_for_rule_and_explanation_at_once_and_keeps_the_text(
    post: Any, signed_in: Any, moderator: Any
) -> None:
    comment = post()
    client, address = signed_in(moderator), f"/en/moderation/cases/{case_of(comment).pk}/"
    said = _hidden(client.get(address), "reject")
    with nothing_happens():
        response = client.post(f"{address}decide/", said)
    tree = html.fromstring(response.content.decode())
    assert response.status_code == 400
    require_errors(
        tree,
        "Choose the rule that the text breaks.",
        "Explain to the author which words break the rule, and why.",
    )
    with nothing_happens():
        response = client.post(f"{address}decide/", {**said, "explanation": "Because <i>."})
    tree = html.fromstring(response.content.decode())
    assert _typed(tree, "reject") == "Because <i>."


def test_stale_decision_keeps_what_was_typed_and_shows_the_other(
    post: Any, judge: Any, signed_in: Any, moderator: Any, person: Any
) -> None:
    comment = post()
    client, address = signed_in(moderator), f"/en/moderation/cases/{case_of(comment).pk}/"
    said = _hidden(client.get(address), "reject")
    judge(comment, actor=person(Role.MODERATOR, name="Otto Other"))
    with nothing_happens():
        response = client.post(
            f"{address}decide/", {**said, "rule": "R1", "explanation": "My careful reasons."}
        )
    tree = html.fromstring(response.content.decode())
    assert response.status_code == 409
    assert "Somebody else has worked on this case" in tree.text_content()
    assert tree.xpath("//textarea[@name='explanation']")[0].text.strip() == "My careful reasons."
    decided = tree.xpath("//*[@aria-labelledby='decisions-title']//article/p")[0].text_content()
    assert "Published" in decided
    assert "Otto Other" in decided
    fresh = _hidden(response, "reject")
    assert (fresh["seen_version"], fresh["key"] != said["key"]) == ("2", True)


def test_own_text_has_no_form(post: Any, signed_in: Any, moderator: Any) -> None:
    comment = post(actor=moderator)
    page = signed_in(moderator).get(f"/en/moderation/cases/{case_of(comment).pk}/")
    tree = html.fromstring(page.content.decode())
    assert "Another moderator must decide about it." in tree.text_content()
    assert tree.xpath("//input[@name='verdict']") == []


def test_case_costs_the_same_whatever_was_decided(
    post: Any, judge: Any, signed_in: Any, moderator: Any, django_assert_num_queries: Any
) -> None:
    comment = post()
    client, address = signed_in(moderator), f"/en/moderation/cases/{case_of(comment).pk}/"
    client.get(address)
    with django_assert_num_queries(18):
        client.get(address)
    judge(comment, "R1", "“Fool” ridicules a person.")
    with django_assert_num_queries(18):
        page = client.get(address)
    tree = html.fromstring(page.content.decode())
    titles = [term.text_content() for term in tree.xpath("//dl[contains(@class, 'statement')]/dt")]
    assert titles == [
        "What was decided",
        "What was looked at",
        "How it came to our notice",
        "Use of automation",
        "Rule",
        "Why it was broken",
        "How to appeal",
    ]
