"""Model answers: shipped in four languages, written by the team, inserted, and kept with what was
sent."""

from __future__ import annotations

import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from lxml import html

from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted
from consult.reviews.models import Review
from moderation.actions import write_answer
from moderation.models import AnswerUse, Decision, ModelAnswer
from moderation.rules.playbook import (
    BY_HAND,
    KNOWN,
    PUBLISHING,
    REFUSING,
    AnswerChanged,
    AnswerIncomplete,
    Feedback,
    PlaceholderOpen,
    PlaceholderUnknown,
    Wording,
    fill,
    open_placeholders,
    require_complete,
)
from moderation.selectors import all_answers, answers_beside
from tests.comments.scene import case_of, last_leaf, nothing_happens, require_errors

SHIPPED = Path(__file__).parents[2] / "moderation" / "playbook"
PLAYBOOK = "/en/moderation/vnr-2026/playbook/"


def wording(**changes: str) -> Wording:
    said = {
        "title": "Thanks",
        "use_when": "The text helps.",
        "not_when": "It breaks a rule.",
        "text": "Thank you for {number}. Next: {next_step}.",
    }
    return Wording(feedback=Feedback.CONSTRUCTIVE, **{**said, **changes})


@pytest.fixture
def write(moderator: Any, review: Review) -> Any:
    def run(**changes: Any) -> ModelAnswer:
        given: dict[str, Any] = {
            "actor": moderator,
            "review": review,
            "name": "constructive",
            "language": "en",
            "wording": wording(),
            "seen_version": 1,
            "key": uuid.uuid4(),
        }
        return write_answer(**{**given, **changes})

    return run


def hidden(response: Any, verdict: str) -> dict[str, str]:
    """Return the hidden fields of the form that decides so, and its explanation."""
    tree = html.fromstring(response.content.decode())
    for form in tree.xpath("//form[@data-deciding]"):
        fields = {one.get("name"): one.get("value") for one in form.xpath(".//input")}
        if fields["verdict"] == verdict:
            text = form.xpath(".//textarea")[0].text_content().strip()
            chosen = form.xpath(".//input[@name='rule'][@checked]/@value")
            keys = ("verdict", "seen_version", "key", "model_answer")
            said = {name: fields[name] for name in keys if name in fields}
            return {**said, "rule": chosen[0] if chosen else "", "explanation": text}
    raise AssertionError(f"The page has no form to {verdict}.")


def test_what_is_shipped_is_complete_and_alike_in_all_four_languages() -> None:
    files = {path.stem: json.loads(path.read_text("utf-8")) for path in SHIPPED.glob("*.json")}
    assert sorted(files) == ["ar", "en", "fr", "ka"]
    for name in Feedback:
        asked = set()
        for content in files.values():
            said = content["answers"][name]
            require_complete(Wording(feedback=name, **said))
            asked.add(frozenset(re.findall(r"\{(\w+)\}", said["text"])))
        assert len(asked) == 1, name
    assert all("{number}" in content["receipt"] for content in files.values())
    assert {Feedback.POLITICAL, Feedback.CONSTRUCTIVE}.isdisjoint(REFUSING)
    assert set(Feedback) == REFUSING | PUBLISHING


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dear {author}, {number}", "{author}"),
        ("{Number} {x y}", "{Number}, {x y}"),
        ("A { alone", "{"),
        ("{} and }", "{}, }"),
    ],
)
def test_unknown_placeholders_are_refused_with_those_that_are_known(text: str, names: str) -> None:
    with pytest.raises(PlaceholderUnknown) as refused:
        require_complete(wording(text=text))
    known = ", ".join(f"{{{name}}}" for name in KNOWN)
    assert refused.value.params == {"names": names, "known": known}


def test_an_answer_needs_all_its_parts_within_limits() -> None:
    for change in ({"title": ""}, {"use_when": ""}, {"not_when": ""}, {"text": "x" * 3_001}):
        with pytest.raises(AnswerIncomplete):
            require_complete(wording(**change))


def test_what_cannot_be_filled_stays_to_be_completed() -> None:
    text = fill("{number} {body} {rule} {other} {body}", {"number": "N-1", "rule": ""})
    assert text == "N-1 {body} {rule} {other} {body}"
    assert open_placeholders(text) == ["{body}", "{rule}"]


def test_the_team_replaces_adds_and_withdraws_answers(write: Any, review: Review) -> None:
    written = write()
    assert (written.name, written.version) == ("constructive", 2)
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["subject"]) == ("answer.written.v1", written.reference)
    assert {name: leaf["data"][name] for name in ("name", "language", "version", "feedback")} == {
        "name": "constructive",
        "language": "en",
        "version": 2,
        "feedback": "constructive",
    }
    again = write(seen_version=2, wording=wording(title="Many thanks"))
    swahili = write(name="", language="sw", seen_version=0)
    assert (again.version, swahili.version, swahili.name[:4]) == (3, 1, "own-")
    offered = {(one.name, one.language): one for one in all_answers(review)}
    assert offered["constructive", "en"].title == "Many thanks"
    assert offered["constructive", "fr"].own is None
    assert len(offered) == 21
    write(seen_version=3, withdrawn=True)
    beside = answers_beside(review, author_language="en", reader_language="en")
    assert "constructive" not in {pair.sent.name for pair in beside if pair.sent.language == "en"}
    assert ModelAnswer.objects.count() == 4


def test_writing_is_refused_to_others_and_where_somebody_else_was_faster(
    write: Any, person: Any
) -> None:
    with pytest.raises(NotPermitted):
        write(actor=person(Role.EDITOR))
    write()
    with pytest.raises(AnswerChanged):
        write()
    assert ModelAnswer.objects.count() == 1


def test_versions_and_uses_are_never_changed(write: Any) -> None:
    written = write()
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelAnswer.objects.filter(pk=written.pk).update(text="Other words")
    ModelAnswer.objects.filter(pk=written.pk).update(written_by=None)


def test_an_answer_is_inserted_completed_and_kept_with_its_version(
    post: Any, signed_in: Any, moderator: Any
) -> None:
    comment = post("Vous êtes un imbécile.", language="fr")
    client, address = signed_in(moderator), f"/en/moderation/cases/{case_of(comment).pk}/"
    page = client.get(address)
    assert "Political criticism is never a ground to refuse a text." in page.content.decode()
    tree = html.fromstring(page.content.decode())
    (form,) = tree.xpath("//form[.//input[@name='verdict'][@value='reject']]")
    offered = form.xpath(".//button[@name='insert']/@value")
    assert offered == ["harmful:fr:1", "off_topic:fr:1", "spam:fr:1"]
    shown = form.xpath(".//details[@class='model-answer']")[0].text_content()
    assert "enfreignent la règle" in shown
    assert "They break rule" in shown

    said = {**hidden(page, "reject"), "rule": "R1", "explanation": "Typed first."}
    with nothing_happens():
        inserted = client.post(f"{address}insert/", {**said, "insert": "harmful:fr:1"})
    sent = hidden(inserted, "reject")
    assert sent["explanation"].startswith(f"Typed first.\n\nVotre texte {comment.number} n’est")
    assert "la règle R1, « Pas d’insultes »" in sent["explanation"]
    assert (sent["rule"], sent["model_answer"]) == ("R1", "harmful:fr:1")
    assert comment.receipt_token not in sent["explanation"]
    assert open_placeholders(sent["explanation"]) == ["{words}"]
    assert "Complete before you send it: {words}" in " ".join(
        html.fromstring(inserted.content.decode()).text_content().split()
    )

    with nothing_happens():
        refused = client.post(f"{address}decide/", sent)
    assert refused.status_code == 400
    require_errors(
        html.fromstring(refused.content.decode()), "Complete this before you send it: {words}."
    )
    kept = hidden(refused, "reject")
    assert (kept["explanation"], kept["model_answer"]) == (sent["explanation"], "harmful:fr:1")
    kept["explanation"] = kept["explanation"].replace("{words}", "« imbécile »")
    assert client.post(f"{address}decide/", kept).status_code == 302
    decision = Decision.objects.get()
    assert decision.explanation == kept["explanation"]
    use = AnswerUse.objects.get(decision=decision)
    assert (use.name, use.language, use.version, use.own) == ("harmful", "fr", 1, None)
    assert "Begun with the model answer “harmful” in Français, version 1." in (
        client.get(address).content.decode()
    )


def test_an_answer_is_chosen_from_the_queue_and_what_was_typed_is_kept(
    post: Any, signed_in: Any, moderator: Any
) -> None:
    post("You fool.")
    client = signed_in(moderator)
    queue = html.fromstring(client.get("/en/moderation/vnr-2026/").content.decode())
    for verdict, offered in (
        ("reject", ["harmful:en:1", "off_topic:en:1", "spam:en:1"]),
        ("approve", ["constructive:en:1", "political:en:1", "off_topic:en:1"]),
    ):
        (form,) = queue.xpath(f"//form[.//input[@name='verdict'][@value='{verdict}']]")
        (button,) = form.xpath(".//button[@name='insert']")
        said = {**dict(form.form_values()), "insert": button.get("value")}
        said |= {"rule": "R1", "explanation": "Typed."} if verdict == "reject" else {}
        with nothing_happens():
            page = client.post(button.get("formaction"), said)
        tree = html.fromstring(page.content.decode())
        (shown,) = tree.xpath(f"//form[.//input[@name='verdict'][@value='{verdict}']]")
        (answers,) = shown.xpath(".//div[@data-playbook]/details[@open]")
        assert answers.xpath(".//button[@name='insert']/@value") == offered
        assert len(tree.xpath("//div[@data-playbook]/details[@open]")) == 1
        kept = dict(shown.form_values())
        assert (kept["queue"], kept["next"]) == ("", "case")
        if verdict == "reject":
            assert (kept["rule"], kept["explanation"].strip()) == ("R1", "Typed.")


@pytest.mark.parametrize("route", ["insert", "decide"])
def test_a_refusal_that_somebody_else_was_faster_with_keeps_what_was_typed(
    post: Any, judge: Any, signed_in: Any, moderator: Any, person: Any, route: str
) -> None:
    comment = post("You fool.")
    case = case_of(comment)
    said = {"verdict": "reject", "insert": "", "rule": "R1", "explanation": "Typed in vain."}
    said |= {"seen_version": str(case.version), "key": str(uuid.uuid4())}
    judge(comment, "R1", "It ridicules.", actor=person(Role.MODERATOR, name="Otto Other"))
    late = signed_in(moderator).post(reverse(f"moderation:{route}", args=[case.pk]), said)
    assert late.status_code == 409
    page = html.fromstring(late.content.decode())
    assert page.xpath("//section[@aria-labelledby='decide-title']//pre/text()") == [
        "Typed in vain."
    ]


def test_no_path_sends_what_is_still_to_be_completed(post: Any, judge: Any) -> None:
    comment = post()
    with nothing_happens(), pytest.raises(PlaceholderOpen) as refused:
        judge(comment, "R1", "Turn to {body}, about {words}; {body} decides.")
    assert refused.value.params == {"names": "{body}, {words}"}
    assert judge(comment, "R1", "A set {1, 2} stays as it is.").number == 1
    assert f"{{{BY_HAND[1]}}}" == "{body}"


def test_the_playbook_is_read_and_changed_on_its_pages(
    code: Any, signed_in: Any, moderator: Any, person: Any, write: Any
) -> None:
    client = signed_in(moderator)
    page = html.fromstring(client.get(PLAYBOOK).content.decode())
    assert len(page.xpath("//main//li[@class='card']")) == 5
    assert "There is no model answer in Kiswahili yet." in (
        client.get(f"{PLAYBOOK}?language=sw").content.decode()
    )
    address = f"{PLAYBOOK}political/ka/"
    form = html.fromstring(client.get(address).content.decode()).forms[-1]
    said = {**dict(form.fields), "text": "Dear {author}"}
    said = {name: value for name, value in said.items() if value is not None}
    refused = client.post(address, said)
    assert refused.status_code == 400
    assert "These are no placeholders: {author}." in refused.content.decode()
    assert "Dear {author}" in refused.content.decode()
    assert client.post(address, {**said, "text": "{number}!"}).url == f"{PLAYBOOK}?language=ka"
    stale = client.post(address, {**said, "text": "{number}?", "key": uuid.uuid4()})
    assert (stale.status_code, "{number}?" in stale.content.decode()) == (409, True)
    new = {**said, "feedback": "spam", "language": "sw", "text": "Asante.", "seen_version": 0}
    added = client.post(f"{PLAYBOOK}new/sw/", {**new, "key": uuid.uuid4()})
    assert added.url == f"{PLAYBOOK}?language=sw"
    assert client.get(f"{PLAYBOOK}nonsense/en/").status_code == 404
    assert client.get(f"{PLAYBOOK}political/xx/").status_code == 404
    assert signed_in(person(Role.EDITOR)).post(address, said).status_code == 404
