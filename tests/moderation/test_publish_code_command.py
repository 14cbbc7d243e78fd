"""`manage.py publish_code`."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from consult.accounts.rules.roles import Role
from consult.reviews.models import Review
from moderation.models import CodeOfConduct
from moderation.selectors import code_in_force
from moderation.selectors.conduct import texts_by_language
from tests.comments.scene import last_leaf

pytestmark = pytest.mark.django_db

RULE = {
    "code": "R1",
    "short": {"en": "No insults", "fr": "Pas d’insultes"},
    "long": {"en": "Insult nobody."},
    "consequence": {"en": "The comment is refused."},
}
CODE = {
    "version": 7,
    "sentence": {"en": "Say what you think; insult nobody."},
    "political_criticism": {"en": "Criticism of the government is never refused."},
    "rules": [RULE],
}


@pytest.fixture
def publish(review: Review, person: Any, tmp_path: Path) -> Any:
    lead = person(Role.LEAD_MODERATOR)

    def call(content: Any, actor: Any = lead) -> str:
        out = io.StringIO()
        path = tmp_path / "conduct.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        options = (review.slug, str(path), "--as", actor.email)
        call_command("publish_code", *options, stdout=out)
        return out.getvalue()

    return call


def test_a_file_becomes_the_version_in_force(review: Review, publish: Any) -> None:
    said = publish(CODE)

    code = code_in_force(review)
    assert code is not None
    assert said.splitlines() == [
        "Version 1 of the code of conduct of “vnr-2026” is in force: rules R1; "
        f"SHA-256 {code.sha256}.",
        "Left out of the file: version.",
    ]
    assert texts_by_language(code, "sentence") == CODE["sentence"]
    assert texts_by_language(code, "promise") == CODE["political_criticism"]
    rule = code.rules.get()
    assert (rule.code, rule.position) == ("R1", 1)
    assert [texts_by_language(rule, name) for name in ("title", "text", "consequence")] == [
        RULE["short"],
        RULE["long"],
        RULE["consequence"],
    ]
    leaf = last_leaf(review)
    assert leaf["event"] == "code.published.v1"
    assert leaf["data"] == {"version": 1, "rules": ["R1"], "sha256": code.sha256}


def test_what_is_optional_may_be_missing_and_what_is_unknown_is_told(publish: Any) -> None:
    rule = {name: RULE[name] for name in ("code", "short", "long")}
    said = publish({"sentence": CODE["sentence"], "rules": [{**rule, "example": "…"}], "note": 1})
    assert said.splitlines()[1] == "Left out of the file: note, rules[0].example."
    publish({"sentence": CODE["sentence"], "rules": [rule]})
    assert list(CodeOfConduct.objects.order_by("version").values_list("version", flat=True)) == [
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", r"conduct\.json is not JSON: line 1, column 2: Expecting property name"),
        (b"\xff\xfe{}", r"conduct\.json is not written in UTF-8\.$"),
        ([], "^The file is not a code of conduct: {…} is missing or has the wrong form"),
        ({**CODE, "rules": {}}, "conduct: rules is missing or has"),
        ({**CODE, "rules": [1]}, r"conduct: rules\[0\]\.code is missing"),
        ({**CODE, "rules": [{**RULE, "code": 1}]}, r"conduct: rules\[0\]\.code is missing"),
        ({**CODE, "rules": [{**RULE, "short": "x"}]}, r"conduct: rules\[0\]\.short is missing"),
        ({**CODE, "sentence": {"en": 1}}, r"conduct: sentence\.en is missing"),
        ({**CODE, "sentence": None}, "conduct: sentence is missing"),
        (
            {**CODE, "sentence": {"de": "x"}},
            "in the language “de” at sentence. Pages are offered in: en, fr, ar, ka.$",
        ),
        ({**CODE, "rules": []}, "^A code of conduct needs one sentence for the form"),
        ({**CODE, "sentence": {"en": "x" * 301}}, "is longer than 300 characters"),
    ],
)
def test_mistakes_are_explained_and_nothing_stored(
    publish: Any, content: Any, sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        publish(content)

    assert not CodeOfConduct.objects.exists()


def test_a_missing_file_is_named(review: Review, administrator: Any) -> None:
    with pytest.raises(CommandError, match=r"^/nowhere/code\.json cannot be read: No such file"):
        call_command("publish_code", review.slug, "/nowhere/code.json", "--as", administrator.email)


@pytest.mark.parametrize(
    ("role", "second_factor", "sentence"),
    [
        (Role.EDITOR, True, "^Your role in this review does not allow this"),
        (Role.LEAD_MODERATOR, False, "^Your role needs a second factor"),
    ],
)
def test_only_whoever_leads_the_moderators_may(
    publish: Any, person: Any, role: Role, second_factor: bool, sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        publish(CODE, actor=person(role, second_factor=second_factor))

    assert not CodeOfConduct.objects.exists()
