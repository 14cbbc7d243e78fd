"""The code of conduct: versions, their hash in the ledger, and the public page."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted
from consult.ledger.canonical import canonical_bytes
from moderation.actions import publish_code
from moderation.models import CodeOfConduct
from moderation.rules.conduct import CodeIncomplete, CodeTooLong, RuleText
from moderation.selectors import code_in_force, rules_of
from tests.comments.scene import last_leaf, nothing_happens, publish_code_of

RULE = RuleText("R1", {"en": "No insults"}, {"en": "Insult nobody."})


def test_publishing_numbers_hashes_and_journals(review: Any, moderator: Any) -> None:
    first = publish_code_of(review, moderator)
    document = {
        "version": 1,
        "sentence": {"en": "Say what you think; insult nobody.", "fr": "N’insultez personne."},
        "promise": {"en": "Criticism of the government is never refused."},
        "rules": [
            {
                "code": "R1",
                "title": {"en": "No insults", "fr": "Pas d’insultes"},
                "text": {"en": "Do not ridicule a person.", "fr": "Ne ridiculisez personne."},
                "consequence": {},
            },
            {
                "code": "R2",
                "title": {"en": "No advertising"},
                "text": {"en": "Do not offer goods for sale."},
                "consequence": {},
            },
        ],
    }
    assert first.sha256 == hashlib.sha256(canonical_bytes(document)).hexdigest()
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["subject"]) == ("code.published.v1", first.reference)
    assert leaf["data"] == {"version": 1, "rules": ["R1", "R2"], "sha256": first.sha256}
    second = publish_code_of(review, moderator)
    assert (second.version, code_in_force(review)) == (2, second)
    assert set(rules_of(review)) == {(1, "R1"), (1, "R2"), (2, "R1"), (2, "R2")}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"rules": []}, CodeIncomplete),
        ({"sentence": {"en": " "}}, CodeIncomplete),
        ({"rules": [RULE, RULE]}, CodeIncomplete),
        ({"rules": [RuleText("", {"en": "T"}, {"en": "X"})]}, CodeIncomplete),
        ({"rules": [RuleText("R1", {}, {"en": "X"})]}, CodeIncomplete),
        ({"rules": [RuleText("R1", {"en": "T" * 121}, {"en": "X"})]}, CodeTooLong),
        ({"sentence": {"en": "S" * 301}}, CodeTooLong),
    ],
)
def test_unfit_code_is_refused(review: Any, moderator: Any, changes: Any, error: type) -> None:
    whole = {"actor": moderator, "review": review, "sentence": {"en": "Be fair."}, "rules": [RULE]}
    with nothing_happens(), pytest.raises(error):
        publish_code(**{**whole, **changes})
    assert CodeOfConduct.objects.count() == 0


def test_only_those_in_charge_publish(review: Any, person: Any) -> None:
    someone = person(Role.MODERATOR)
    with nothing_happens(), pytest.raises(NotPermitted):
        publish_code(actor=someone, review=review, sentence={"en": "S"}, rules=[RULE])


def test_page_shows_the_version_in_force_and_older_ones(
    client: Any, review: Any, moderator: Any, django_assert_num_queries: Any
) -> None:
    publish_code_of(review, moderator)
    publish_code(
        actor=moderator,
        review=review,
        sentence={"en": "Newer."},
        rules=[RuleText("N1", {"en": "New <b>rule</b>"}, {"en": "New text."})],
    )
    with django_assert_num_queries(4):
        page = client.get("/en/reviews/vnr-2026/code-of-conduct/").content.decode()
    assert "New &lt;b&gt;rule&lt;/b&gt;" in page
    assert "Do not ridicule a person." not in page
    old = client.get("/fr/reviews/vnr-2026/code-of-conduct/?version=1").content.decode()
    assert "Ne ridiculisez personne." in old
    assert '<span lang="en" dir="ltr">No advertising</span>' in old
    assert CodeOfConduct.objects.get(version=1).sha256 in old
    for wrong in ("3", "x", "0", "", "-1"):
        response = client.get(f"/en/reviews/vnr-2026/code-of-conduct/?version={wrong}")
        assert (response.status_code, wrong) == (404, wrong)


def test_page_before_the_first_code(client: Any, review: Any) -> None:
    page = client.get("/en/reviews/vnr-2026/code-of-conduct/").content.decode()
    assert "No code of conduct has been published" in page
