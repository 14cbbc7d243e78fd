"""The desk of comments without an answer, and the form that answers one."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from consult.accounts.rules.roles import Role
from consult.responses.models import Answer
from tests.comments.scene import nothing_happens, passage_of, require_errors

DESK = "/en/answers/vnr-2026/"


def _tree(response: Any) -> Any:
    return html.fromstring(response.content.decode())


def _filled(response: Any, **said: str) -> dict[str, str]:
    hidden = _tree(response).xpath("//main//form//input[@type='hidden']")
    fields = {field.get("name"): field.get("value") for field in hidden}
    fields.pop("csrfmiddlewaretoken")
    return {**fields, "disposition": "accepted", "reason": "Named.", "language": "en", **said}


@pytest.fixture
def published(post: Any, judge: Any) -> Any:
    comment = post("Name the two.")
    judge(comment)
    return comment


@pytest.mark.parametrize("count", [1, 3, 20])
def test_desk_costs_the_same_whatever_waits(
    post: Any, judge: Any, signed_in: Any, editor: Any, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        judge(post(f"Text {number}"))
    client = signed_in(editor)
    client.get(DESK)
    with django_assert_num_queries(7):
        page = client.get(DESK)
    assert len(_tree(page).xpath("//main//h2/a")) == count


def test_answer_by_the_form_points_to_words(
    published: Any, signed_in: Any, editor: Any, chapter: Any
) -> None:
    client = signed_in(editor)
    address = f"/en/comments/{published.public_id}/answer/"
    passage = passage_of(chapter, 2, "the minutes of five")
    said = _filled(
        client.get(address),
        changed_block=str(passage.block_key),
        changed_words="the minutes of five",
    )
    assert client.post(address, said).url == DESK
    answer = Answer.objects.get()
    assert answer.changed is not None
    assert (answer.changed.exact, answer.answered_by) == ("the minutes of five", editor)
    changed = f"/en/reviews/vnr-2026/{chapter.slug}/versions/1/?lang=en#b-{passage.block_key}"
    link = "//*[@class='answer']//a[text()='See what changed in the text']/@href"
    whole = f"/en/reviews/vnr-2026/{chapter.slug}/comments/"
    assert _tree(client.get(whole)).xpath(link) == [changed]
    assert changed in _tree(client.get(published.receipt_path)).xpath("//main//li//a/@href")
    assert "Every published comment has its answer." in _tree(client.get(DESK)).text_content()
    with nothing_happens():
        assert client.post(address, said).url == DESK


def test_refused_form_keeps_what_was_typed(
    published: Any, signed_in: Any, editor: Any, chapter: Any
) -> None:
    client = signed_in(editor)
    address = f"/en/comments/{published.public_id}/answer/"
    page = client.get(address)
    with nothing_happens():
        wrong = client.post(
            address,
            _filled(page, changed_words="words that are not there", reason="<i>kept</i>"),
        )
    assert wrong.status_code == 400
    require_errors(
        _tree(wrong), "These words are not in the passage. Choose it, and copy them from it."
    )
    assert _tree(wrong).xpath("//textarea[@name='reason']")[0].text.strip() == "<i>kept</i>"
    client.post(address, _filled(page))
    with nothing_happens():
        stale = client.post(address, {**_filled(page, reason="Second."), "key": page_key()})
    assert stale.status_code == 409
    assert "Somebody else has answered this comment" in _tree(stale).text_content()
    assert _tree(stale).xpath("//textarea[@name='reason']")[0].text.strip() == "Second."
    client.post(address, _filled(stale, reason="Second."))
    assert list(Answer.objects.values_list("number", "reason")) == [(1, "Named."), (2, "Second.")]


def page_key() -> str:
    """Return another form's key."""
    import uuid

    return str(uuid.uuid4())


@pytest.mark.parametrize("role", [None, Role.MODERATOR, Role.COUNCIL_MEMBER])
def test_others_find_no_desk(
    published: Any, signed_in: Any, person: Any, role: Role | None
) -> None:
    client = signed_in(person(role) if role else person())
    for address in (DESK, f"/en/comments/{published.public_id}/answer/"):
        assert client.get(address).status_code == 404


def test_waiting_comment_is_not_shown_to_editors(post: Any, signed_in: Any, editor: Any) -> None:
    waiting = post("Unread by any moderator")
    response = signed_in(editor).get(f"/en/comments/{waiting.public_id}/answer/")
    assert response.status_code == 404
    assert "Unread by any moderator" not in response.content.decode()
