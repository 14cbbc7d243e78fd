"""The index of published texts: what is found, in which order, and what is never found."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.core.search import Hit, Searchable, forget_step, index_step, prepared, search
from consult.core.transactions import command

pytestmark = pytest.mark.django_db(transaction=True)

TEXTS = {
    "b1": ("en", "Children finished school in 2024."),
    "b2": ("en", "Schools for every child, schools near every home."),
    "b3": ("fr", "Les écoles restent ouvertes."),
    "b4": ("zh-hans", "可持续发展目标的执行情况"),
    "b5": ("ka", "სკოლების რეფორმა გრძელდება."),
}


def _found(query: str, *, scope: str = "here", languages: str = "en fr zh-hans ka") -> list[Hit]:
    return search(
        scope=scope, query=query, kinds=["text"], languages=languages.split(), limit=10, skip=0
    )


@pytest.fixture
def indexed() -> None:
    index = command(index_step)
    index(
        prepared(
            Searchable("text", "here", "chapter", subject, language, text)
            for subject, (language, text) in TEXTS.items()
        )
    )


def test_words_are_found_in_every_script_in_one_query(indexed: None) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert [hit.subject for hit in _found("ecole")] == ["b3"]
    assert len(queries) == 1
    assert {hit.subject for hit in _found("school")} == {"b1", "b2"}
    assert [hit.subject for hit in _found("发展目标")] == ["b4"]
    assert [hit.subject for hit in _found("სკოლ")] == ["b5"]
    assert [hit.subject for hit in _found("school child home")] == ["b2"]


def test_other_forms_are_found_where_the_database_knows_the_language(indexed: None) -> None:
    found = {hit.subject for hit in _found("finishing")}
    assert found == ({"b1"} if connection.vendor == "postgresql" else set())


def test_only_the_scope_and_the_languages_asked_for(indexed: None) -> None:
    assert _found("school", scope="elsewhere") == []
    assert _found("school", languages="fr") == []


@pytest.mark.parametrize("query", ["", "…", '"', "a OR", "NEAR(", "school*) --", "'; DROP TABLE"])
def test_a_query_is_never_a_command_to_the_database(indexed: None, query: str) -> None:
    _found(query)
    assert len(_found("school")) == 2


def test_what_is_forgotten_is_found_no_more(indexed: None) -> None:
    forget = command(forget_step)
    assert forget(kind="text", within="chapter", subject="b1") == 1
    assert [hit.subject for hit in _found("school")] == ["b2"]
    assert forget(kind="text", within="chapter") == 4
    assert _found("school") == []
