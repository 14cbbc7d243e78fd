"""What moderators, readers and authors see of a campaign, at a cost that no number raises."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from lxml import html

from consult.comments.models import Comment
from consult.core.models import OutgoingMail
from consult.responses.actions import answer_comment
from consult.responses.rules.dispositions import Disposition
from consult.responses.selectors import unanswered
from moderation.models import Campaign, CampaignText
from tests.comments.scene import case_of, nothing_happens, require_errors
from tests.moderation.campaign_scene import NAME, OWN, PLEA, campaign, turned

QUEUE = "/en/moderation/vnr-2026/"


def address() -> str:
    return f"/en/moderation/campaigns/{campaign().pk}/"


def hidden(response: Any, mark: str) -> dict[str, Any]:
    """Return the hidden fields of the form that holds a field of this value."""
    tree = html.fromstring(response.content.decode())
    (form,) = tree.xpath(f"//main//form[.//input[@value='{mark}']]")
    return {one.get("name"): one.get("value") for one in form.xpath(".//input[@type='hidden']")}


@pytest.fixture
def published(send: Any, confirm: Any, decide_all: Any) -> list[Comment]:
    """Return the texts of a campaign that is published as one; the second adds a sentence."""
    comments = [send(), send(f"{PLEA} {OWN}"), send()]
    confirm()
    decide_all()
    return comments


def test_the_queue_shows_one_row_with_the_number_of_voices(
    send: Any, signed_in: Any, moderator: Any
) -> None:
    first, second = send(), send()
    tree = html.fromstring(signed_in(moderator).get(QUEUE).content.decode())
    (link,) = tree.xpath("//main//li//h2/a")
    assert link.text_content() == "2 voices that may be one campaign"
    assert link.get("href") == address()
    # One decides about them on their page.
    assert tree.xpath("//main//li//form") == []
    text = tree.text_content()
    assert first.number in text
    assert second.number not in text


@pytest.mark.parametrize("count", [3, 60])
def test_the_page_of_a_group_costs_the_same_whatever_its_size(
    post: Any, person: Any, signed_in: Any, moderator: Any, count: int, work_off_tasks: Any,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    author = person()
    for _voice in range(count):
        post(PLEA, actor=author)
    work_off_tasks()
    client = signed_in(moderator)
    client.get(address())
    with django_assert_num_queries(12):
        response = client.get(address())
    tree = html.fromstring(response.content.decode())
    assert len(tree.xpath("//input[@name='case']")) == min(count - 1, 50)
    for link in tree.xpath("//a[@rel='next']/@href"):
        rest = html.fromstring(client.get(address() + link).content.decode())
        assert len(rest.xpath("//input[@name='case']")) == 9


def test_a_voice_that_turns_the_sense_is_marked_and_ticked_out(
    send: Any, signed_in: Any, moderator: Any
) -> None:
    send(), send(f"{PLEA} {OWN}")
    against = send(turned())
    client = signed_in(moderator)
    tree = html.fromstring(client.get(address()).content.decode())
    (warning,) = tree.xpath("//main//li//div[contains(@class, 'notice-warning')]")
    assert "not is here and not there" in " ".join(warning.text_content().split())
    ticked = tree.xpath("//input[@name='case'][@checked]/@value")
    assert ticked == [str(case_of(against).pk)]
    assert OWN in tree.text_content()
    only = html.fromstring(client.get(f"{address()}?turned=on").content.decode())
    assert len(only.xpath("//input[@name='case']")) == 1
    with nothing_happens():
        response = client.post(address(), {"act": "take_out", "case": ticked, "reason": ""})
    assert response.status_code == 400
    said = {"act": "take_out", "case": [*ticked, "nonsense"], "reason": "The contrary."}
    assert client.post(address(), said).status_code == 302
    assert campaign().voices == 2


def test_a_group_is_confirmed_and_published_from_its_page(
    send: Any, signed_in: Any, moderator: Any, work_off_tasks: Any
) -> None:
    comments = [send(), send()]
    client = signed_in(moderator)
    said = hidden(client.get(address()), "confirm")
    refused = client.post(address(), {**said, "name": "", "reason": "The same plea."})
    require_errors(
        html.fromstring(refused.content.decode()),
        "Give the campaign a name of at most 120 characters.",
    )
    assert "The same plea." in refused.content.decode()
    client.post(address(), {**said, "name": NAME, "reason": "The same plea."})
    said = hidden(client.get(address()), "reject")
    refused = client.post(address(), {**said, "rule": "", "explanation": ""})
    assert refused.status_code == 400
    said = hidden(client.get(address()), "approve")
    for _time in range(2):
        # Sent twice, it is asked for once.
        run = client.post(address(), said).url
    assert "0 of 2 texts" in client.get(run).content.decode()
    work_off_tasks()
    page = client.get(run).content.decode()
    assert "2 texts are decided. Their authors are told." in page
    assert client.post(run).status_code == 302
    assert {case_of(comment).state for comment in comments} == {"approved", "duplicate"}
    assert client.post(address(), {"act": "dissolve", "reason": "Wrong."}).url == QUEUE


def test_a_run_names_what_was_left_out(
    send: Any, confirm: Any, decide_all: Any, signed_in: Any, moderator: Any
) -> None:
    own, _other = send(actor=moderator), send()
    confirm()
    run = decide_all()
    page = signed_in(moderator).get(f"/en/moderation/campaign-runs/{run.pk}/").content.decode()
    assert own.number in page
    assert "It comes from you or your organisation and waits for a colleague." in page


def test_the_public_sees_one_text_with_all_voices_counted(
    published: list[Comment], client: Any, django_assert_num_queries: Any
) -> None:
    for page in (
        "/en/reviews/vnr-2026/introduction/",
        "/en/reviews/vnr-2026/introduction/comments/",
    ):
        tree = html.fromstring(client.get(page).content.decode())
        assert len(tree.xpath("//article[contains(@class, 'comment')]")) == 1
        (link,) = tree.xpath("//p[@class='voices']/a")
        assert link.text_content() == "3 people and organisations say this"
        assert "3 comments" in tree.text_content()
    with django_assert_num_queries(6):
        response = client.get(link.get("href"))
    text = html.fromstring(response.content.decode()).text_content()
    for comment in published:
        assert comment.number in text
        assert comment.author_name in text
    assert OWN in text
    assert NAME in text


def test_each_voice_has_its_permanent_link_and_its_receipt(
    published: list[Comment], client: Any
) -> None:
    first, second, _third = published
    found = client.get(f"/en/comments/{second.public_id}/").url
    assert found.startswith(f"/en/campaigns/{campaign().pk}/?after=")
    assert f'id="c-{second.public_id}"' in client.get(found).content.decode()
    assert "campaigns" not in client.get(f"/en/comments/{first.public_id}/").url
    page = client.get(second.receipt_path).content.decode()
    assert "one of 3 voices" in page
    assert "Published as a voice of a campaign" in page


def test_a_proposal_has_no_public_page(send: Any, client: Any) -> None:
    send(), send()
    assert client.get(f"/en/campaigns/{campaign().pk}/").status_code == 404
    assert client.get(f"/en/campaigns/{uuid.uuid4()}/").status_code == 404


def test_an_author_leaves_by_one_form_and_only_by_it(published: list[Comment], client: Any) -> None:
    second = published[1]
    leave = f"{second.receipt_path}/leave"
    with nothing_happens():
        page = client.get(leave)
        assert "Let my text stand by itself" in page.content.decode()
        # Without a referrer a browser would send no origin, and the form be refused.
        assert page["Referrer-Policy"] == "same-origin"
        assert client.get("/r/nobody/leave").status_code == 404
    assert client.post(leave).url == second.receipt_path
    page = client.get(second.receipt_path).content.decode()
    assert "Your text stands by itself now." in page
    assert "Leave the campaign" not in page
    assert client.get(leave).status_code == 404
    # Sent again, it changes nothing and says so.
    assert client.post(leave).url == second.receipt_path
    assert "It stands by itself." in client.get(second.receipt_path).content.decode()
    whole = client.get("/en/reviews/vnr-2026/introduction/comments/").content.decode()
    assert f'id="c-{second.public_id}"' in whole
    assert "2 people and organisations say this" in whole


def test_one_answer_answers_every_voice(
    published: list[Comment], editor: Any, review: Any, client: Any, work_off_tasks: Any
) -> None:
    first, second, _third = published
    assert list(unanswered(review)) == [first]
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    answer = answer_comment(
        actor=editor,
        comment=first,
        disposition=Disposition.NOTED,
        reason="Two more buses run from May.",
        language="en",
        key=uuid.uuid4(),
    )
    work_off_tasks()
    told = OutgoingMail.objects.exclude(pk__in=before)
    assert {mail.to for mail in told} == {comment.author.email for comment in published}
    from consult.responses.tasks import tell_voices_of

    tell_voices_of.func(answer_id=str(answer.pk))
    assert told.count() == 3
    assert "Two more buses" in client.get(second.receipt_path).content.decode()
    assert list(unanswered(review)) == []


def test_a_voice_takes_no_reply_of_its_own(published: list[Comment], client: Any) -> None:
    assert client.get(f"/en/comments/{published[1].public_id}/reply/").status_code == 404
    assert client.get(f"/en/comments/{published[0].public_id}/reply/").status_code == 200


def test_the_database_holds_what_a_voice_is(published: list[Comment]) -> None:
    from django.db import IntegrityError, transaction

    for changes in ({"rank": 1}, {"stands_for": uuid.uuid4()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.filter(pk=published[1].pk).update(**changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=published[0].pk).update(voices=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        CampaignText.objects.filter(case=case_of(published[0])).update(left="author")
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.update(name="")
