"""The demonstration's data hold together: quotations, references, states and ballots."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from consult.accounts.rules.groups import StakeholderGroup
from consult.accounts.rules.roles import Role
from consult.responses.rules.dispositions import Disposition
from tests.portal.demonstration import (
    LANGUAGES,
    POLICY,
    Entry,
    comments,
    data,
    people,
    place,
    renderings,
    texts,
)

CHOICES = {"approve", "reservations", "reject", "abstain", "recused"}


@pytest.mark.parametrize("key", list(comments()))
def test_a_comment_stands_where_it_says(key: str) -> None:
    comment = comments()[key]
    where = (comment["chapter"], comment["version"])
    assert where in {(slug, version) for slug, version, _language in renderings()}
    if comment["quote"] is None:
        assert comment["quote_language"] is None
        assert not comment["whole_block"]
    else:
        index = place(comment["quote"], *where, comment["quote_language"])
        block = texts(*where, comment["quote_language"])[index]
        assert block.startswith(comment["quote"]) or not comment["whole_block"]
    if comment["parent"]:
        parent = comments()[comment["parent"]]
        keys = list(comments())
        assert comment["quote"] is None
        assert keys.index(parent["key"]) < keys.index(key)
        assert (parent["chapter"], parent["version"], parent["state"]) == (*where, "approved")


@pytest.mark.parametrize("key", list(comments()))
def test_a_comment_has_an_author_and_a_fate(key: str) -> None:
    comment = comments()[key]
    author, state = comment["author"], comment["state"]
    if isinstance(author, str):
        assert author in people()
        assert state != "unconfirmed"
    else:
        assert set(author) == {"guest", "email"}
        assert re.fullmatch(r"[a-z.]+@([a-z]+\.)?example\.(org|net|com)", author["email"])
    assert ("rejection" in comment) == (state == "rejected")
    assert ("moderator" in comment) == (state in {"approved", "rejected", "claimed"})
    assert comment.get("moderator") in {None, *people("moderator")}
    if state == "rejected":
        assert comment["rejection"]["rule"] in {rule["code"] for rule in data("conduct")["rules"]}
        assert comment["rejection"]["explanation"]


def test_there_are_comments_of_every_kind() -> None:
    found = list(comments().values())
    assert len(found) == len(data("comments")) == 66
    assert Counter(comment["state"] for comment in found) == {
        "approved": 48, "pending": 8, "rejected": 6, "claimed": 2, "unconfirmed": 2,
    }  # fmt: skip
    places = Counter((comment["chapter"], comment["version"]) for comment in found)
    assert places[POLICY, 1] >= 20
    assert places[POLICY, 2] >= 8
    assert {slug for slug, _version in places} == {entry["slug"] for entry in data("chapters")}
    languages = Counter(comment["language"] for comment in found)
    assert 0.55 <= languages["en"] / len(found) <= 0.65
    assert min(languages[language] for language in ["fr", "ar", "ka"]) >= 6
    assert set(languages) - set(LANGUAGES) == {"es", "pt", "zh-hans", "sw"}
    replies = [comment for comment in found if comment["parent"]]
    assert len(replies) >= 14
    assert sum(1 for reply in replies if comments()[reply["parent"]]["parent"]) >= 2
    assert any(comment["whole_block"] for comment in found)
    assert any(not comment["quote"] and not comment["parent"] for comment in found)


def test_answers_are_given_by_those_who_may_to_what_is_published() -> None:
    answers = data("answers")
    assert len(answers) >= 18
    assert len({answer["comment"] for answer in answers}) == len(answers)
    assert {answer["disposition"] for answer in answers} == {value.value for value in Disposition}
    for answer in answers:
        comment = comments()[answer["comment"]]
        assert comment["state"] == "approved"
        assert answer["language"] == comment["language"]
        assert answer["by"] in people("editor", "respondent")
        assert answer["reason"]


@pytest.mark.parametrize(
    "answer", [answer for answer in data("answers") if "changed_quote" in answer],
    ids=lambda answer: answer["comment"],
)  # fmt: skip
def test_an_answer_points_to_words_that_changed(answer: Entry) -> None:
    comment = comments()[answer["comment"]]
    slug, version, language = comment["chapter"], comment["version"], answer["changed_language"]
    assert answer["changed_version"] == version + 1
    index = place(answer["changed_quote"], slug, version + 1, language)
    before, after = texts(slug, version, language), texts(slug, version + 1, language)
    if after[index] in before:
        # The paragraph only moved, so what stands before it must be another.
        assert before[before.index(after[index]) - 1] != after[index - 1]
    else:
        assert answer["changed_quote"] not in "\n".join(before)


def test_people_and_organisations_are_enough_for_the_story() -> None:
    slugs = [entry["slug"] for entry in data("organisations")]
    assert len(slugs) == len(set(slugs)) >= 14
    groups = {entry["group"] for entry in data("organisations")} - {None}
    assert groups <= {group.value for group in StakeholderGroup}
    assert len(groups) >= 10
    emails = [person["email"] for person in data("people")]
    assert len(set(emails)) == len(people()) == len(emails)
    assert all(re.fullmatch(r"[a-z.-]+@[a-z]+\.example\.org", email) for email in emails)
    for person in data("people"):
        assert person["organisation"] in slugs
        assert person["language"] in LANGUAGES
        assert set(person["roles"]) <= {role.value for role in Role}
    wanted = {"administrator": 1, "editor": 2, "respondent": 1, "moderator": 3,
              "lead_moderator": 1, "facilitator": 1, "council_secretary": 1,
              "council_member": 9, "observer": 2, "participant": 6}  # fmt: skip
    assert all(len(people(role)) >= number for role, number in wanted.items())


def test_the_code_of_conduct_protects_political_criticism() -> None:
    conduct = data("conduct")
    codes = [rule["code"] for rule in conduct["rules"]]
    assert codes == [f"R{number}" for number in range(1, len(codes) + 1)]
    assert 6 <= len(codes) <= 8
    assert all(len(sentence) <= 300 for sentence in conduct["sentence"].values())
    assert "never a ground for refusal" in conduct["political_criticism"]["en"]


def test_seats_are_held_and_ballots_cast_by_those_who_may() -> None:
    council = data("council")
    slugs = {entry["slug"] for entry in data("organisations")}
    seats: dict[str, list[str]] = {}
    for institution in council["institutions"]:
        assert institution["slug"] in slugs
        [seat] = institution["seats"]
        seats[institution["slug"]] = [seat["member"], *seat["alternates"]]
    holders = [person for held in seats.values() for person in held]
    assert len(seats) == 8
    assert len(holders) == len(set(holders)) == 10
    assert set(holders) <= people("council_member")
    for proxy in council["proxies"]:
        assert proxy["holder"] in set(holders) - set(seats[proxy["seat"]])
    for letter in council["letters"]:
        assert letter["person"] in seats[letter["seat"]]
    known = {(slug, version) for slug, version, _language in renderings()}
    for motion in council["motions"]:
        assert {(text["chapter"], text["version"]) for text in motion["texts"]} <= known
        assert motion["put_by"] in people("council_secretary")
        assert motion["rule"] in {"simple_majority", "two_thirds"}
        for ballot in motion["ballots"]:
            assert ballot["by"] in seats[ballot["seat"]]
            assert ballot["choice"] in CHOICES


def test_the_closed_motion_shows_which_ballot_counts() -> None:
    closed, open_one = data("council")["motions"]
    cast = Counter(ballot["seat"] for ballot in closed["ballots"])
    assert (closed["state"], open_one["state"]) == ("closed", "open")
    assert len(open_one["ballots"]) == 3
    assert {seat for seat, number in cast.items() if number == 2} == {
        "ministry-of-environment", "civil-society-platform",
    }  # fmt: skip
    members = {
        institution["slug"]: institution["seats"][0]["member"]
        for institution in data("council")["institutions"]
    }
    counted = {
        ballot["seat"]: ballot["choice"]
        for ballot in closed["ballots"]
        if ballot["by"] == members[ballot["seat"]]
    }
    assert Counter(counted.values()) == {"approve": 5, "reservations": 1, "reject": 1}
    assert len(counted) >= closed["quorum"]
    assert closed["outcome"] == "adopted"
