"""The queue: its order, what narrows it, what a row offers, and where a decision leads on to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from lxml import html

from consult.accounts.rules.roles import Role
from moderation.actions import claim_case
from moderation.models import Case, Decision
from moderation.rules.promise import due_at, is_overdue
from tests.comments.scene import case_of, nothing_happens

QUEUE = "/en/moderation/vnr-2026/"


def numbers(response: Any) -> list[str]:
    tree = html.fromstring(response.content.decode())
    return [link.text_content() for link in tree.xpath("//main//h2/a")]


def deciding_form(response: Any, case: Case, verdict: str) -> dict[str, str]:
    """Return the hidden fields of the form in a case's row that decides so."""
    tree = html.fromstring(response.content.decode())
    for form in tree.xpath(f"//li[@id='case-{case.pk}']//form[@data-deciding]"):
        fields = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
        if fields["verdict"] == verdict:
            return fields
    raise AssertionError(f"The row has no form to {verdict}.")


@pytest.mark.parametrize("count", [3, 30])
def test_queue_costs_the_same_whatever_waits(
    post: Any, signed_in: Any, moderator: Any, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        post(f"Text {number}")
    client = signed_in(moderator)
    client.get(QUEUE)
    with django_assert_num_queries(12):
        response = client.get(QUEUE)
    assert len(numbers(response)) == min(count, 25)
    tree = html.fromstring(response.content.decode())
    for link in tree.xpath("//nav[@class='pager']//a[@rel='next']/@href"):
        with django_assert_num_queries(13):
            rest = client.get(QUEUE + link)
        assert len(numbers(rest)) == 5


def test_queue_is_oldest_first_and_narrowed_by_its_address(
    post: Any, judge: Any, signed_in: Any, moderator: Any
) -> None:
    first, second, third = post("One"), post("Deux", language="fr"), post("Three")
    Case.objects.filter(subject_id=third.public_id).update(
        opened_at=timezone.now() - timedelta(days=3)
    )
    judge(first)
    client = signed_in(moderator)
    claim_case(actor=moderator, case_id=case_of(second).pk)

    def asked(query: str) -> list[str]:
        return numbers(client.get(QUEUE + query))

    both = [third.number, second.number]
    assert asked("") == both
    assert asked("?language=fr") == [second.number]
    assert asked("?language=fr&language=en") == both
    assert asked("?state=approved") == [first.number]
    assert asked("?overdue=on") == [third.number]
    assert asked("?holder=free") == [third.number]
    assert asked("?holder=mine&kind=comment") == [second.number]
    assert asked("?kind=letter") == []
    assert asked("?state=nonsense&holder=x&language=&after=99&before=") == both


def test_queue_turns_pages_both_ways_and_keeps_the_filter(
    post: Any, signed_in: Any, moderator: Any
) -> None:
    for number in range(27):
        post(f"Text {number}")
    # Cases of one moment have an order too.
    Case.objects.update(opened_at=timezone.now())
    client = signed_in(moderator)

    def follow(response: Any, way: str) -> Any:
        tree = html.fromstring(response.content.decode())
        (link,) = tree.xpath(f"//nav[@class='pager']//a[@rel='{way}']/@href")
        assert "language=en" in link
        return client.get(QUEUE + link)

    first = client.get(QUEUE + "?language=en")
    second = follow(first, "next")
    assert (len(numbers(first)), len(numbers(second))) == (25, 2)
    assert len({*numbers(first), *numbers(second)}) == 27
    assert numbers(follow(second, "prev")) == numbers(first)


def test_a_long_queue_is_not_counted_to_its_end(
    post: Any, signed_in: Any, moderator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moderation.selectors.queue.COUNTED_TO", 2)
    for number in range(3):
        post(f"Text {number}")
    page = signed_in(moderator).get(QUEUE).content.decode()
    assert "More than 200 cases" in page


def test_promise_ends_after_its_last_moment() -> None:
    at = timezone.now()
    assert not is_overdue(at, due_at(at))
    assert is_overdue(at, due_at(at) + timedelta(seconds=1))


def test_a_row_shows_its_holder_its_thread_and_no_form_for_what_is_not_ones_to_decide(
    post: Any, judge: Any, signed_in: Any, moderator: Any, person: Any
) -> None:
    other = person(Role.MODERATOR, name="Otto <Other>")
    asked, own, held = post("Who counted?"), post("Mine", actor=moderator), post("Held")
    judge(asked)
    answer = post("Five of us.", replied_to=asked)
    claim_case(actor=other, case_id=case_of(held).pk)
    response = signed_in(moderator).get(QUEUE)
    page = response.content.decode()
    assert "Claimed by Otto &lt;Other&gt;" in page
    assert "Held until:" in page
    tree = html.fromstring(page)
    decidable = tree.xpath("//li[@data-lease]/h2/a")
    assert [link.text_content() for link in decidable] == [answer.number]
    thread = tree.xpath(f"//li[@id='case-{case_of(answer).pk}']/details[1]")[0].text_content()
    assert f"In reply to {asked.number}" in thread
    assert "Who counted?" in thread
    assert own.number in numbers(response)


def test_a_decision_in_the_list_leads_to_the_next_case_that_is_ones_to_decide(
    post: Any, signed_in: Any, moderator: Any, person: Any
) -> None:
    first, own, second = post("One"), post("Mine", actor=moderator), post("Two")
    held = post("Held")
    claim_case(actor=person(Role.MODERATOR), case_id=case_of(held).pk)
    client, narrowed = signed_in(moderator), QUEUE + "?language=en"

    def decide(comment: Any, verdict: str, **typed: str) -> Any:
        said = deciding_form(client.get(narrowed), case_of(comment), verdict)
        return client.post(f"/en/moderation/cases/{case_of(comment).pk}/decide/", {**said, **typed})

    assert decide(first, "approve").url == f"{narrowed}#case-{case_of(second).pk}"
    assert f"{first.number} is decided." in client.get(narrowed).content.decode()
    refused = decide(second, "reject", rule="R1", explanation="“Fool” ridicules a person.")
    assert refused.url == f"{narrowed}#queue-end"
    assert Decision.objects.count() == 2
    assert case_of(own).state == "pending"


def test_whoever_opens_a_case_from_the_list_goes_on_to_the_next_case(
    post: Any, signed_in: Any, moderator: Any
) -> None:
    first, second = post("One"), post("Two")
    client = signed_in(moderator)
    tree = html.fromstring(client.get(QUEUE + "?language=en").content.decode())
    opened = tree.xpath("//main//h2/a/@href")[0]
    form = html.fromstring(client.get(opened).content.decode()).xpath(
        "//form[.//input[@value='approve']]"
    )[0]
    answer = client.post(form.action, dict(form.fields))
    assert answer.url == f"/en/moderation/cases/{case_of(second).pk}/?queue=language%3Den"
    assert case_of(first).state == "approved"


def test_renewing_takes_a_case_and_says_until_when(
    post: Any, judge: Any, signed_in: Any, moderator: Any, person: Any
) -> None:
    comment = post()
    case = case_of(comment)
    address = f"/en/moderation/cases/{case.pk}/renew/"
    said = signed_in(moderator).post(address).json()
    assert said["sentence"].startswith("You hold this case until ")
    assert case_of(comment).claimed_by == moderator
    Case.objects.update(version=case.version + 1)
    said = signed_in(moderator).post(address, {"seen_version": case.version}).json()
    assert said["sentence"].startswith("This case has changed since you opened it.")
    client = signed_in(person(Role.MODERATOR))
    with nothing_happens():
        other = client.post(address)
    assert (other.status_code, "is working on this case" in other.json()["sentence"]) == (409, True)
    judge(comment)
    assert signed_in(moderator).post(address).status_code == 409
