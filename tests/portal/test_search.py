"""Searching a review: what is published is found, what is not is never found."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from consult.core.models import SearchEntry

pytestmark = pytest.mark.django_db(transaction=True)


def _page(client: Client, chapter: Any, query: str) -> Any:
    address = reverse("portal:search", args=[chapter.review.slug])
    return html.fromstring(client.get(f"{address}?q={query}").content)


def _found(client: Client, chapter: Any, query: str) -> list[str]:
    return [" ".join(link.text_content().split()) for link in
            _page(client, chapter, query).xpath("//ol[@class='search-results']//h3")]  # fmt: skip


def test_comments_are_found_once_they_are_published(
    chapter: Any, post: Any, judge: Any, client: Client
) -> None:
    comment = post("The aqueduct of Sarn leaks.", chapter=chapter)
    assert _found(client, chapter, "aqueduct") == []
    judge(comment)
    assert _found(client, chapter, "aqueduct") == [f"Comment by {comment.author_name}"]
    refused = post("A viaduct for fools.", chapter=chapter)
    judge(refused, rule="R1", explanation="It insults.")
    assert _found(client, chapter, "viaduct") == []


def test_the_text_is_found_and_marked_with_its_language(chapter: Any, client: Client) -> None:
    word = chapter.current.blocks.first().texts.first().text.split()[0]
    page = _page(client, chapter, word)
    assert page.xpath("//ol[@class='search-results']//mark")
    link = page.xpath("//ol[@class='search-results']//h3/a/@href")[0]
    assert client.get(link.partition("#")[0]).status_code == 200


def test_a_page_of_results_costs_the_same_however_many(
    chapter: Any, post: Any, judge: Any, client: Client
) -> None:
    address = reverse("portal:search", args=[chapter.review.slug]) + "?q=zebra"
    costs = []
    for count in (1, 24):
        for number in range(count):
            judge(post(f"Zebra <b>crossing</b> {number}", chapter=chapter))
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        costs.append(len(queries))
    assert costs == [4, 4]
    tree = html.fromstring(page.content)
    assert len(tree.xpath("//ol[@class='search-results']/li")) == 20
    following = tree.xpath("//a[@rel='next']/@href")[0]
    rest = html.fromstring(client.get(address.partition("?")[0] + following).content)
    assert len(rest.xpath("//ol[@class='search-results']/li")) == 5
    assert not tree.xpath("//ol[@class='search-results']//b")


@pytest.mark.parametrize(("typed", "status"), [("", 400), ("x" * 201, 400), ("&page=9999", 400)])
def test_what_cannot_be_searched_is_refused_kindly(
    chapter: Any, client: Client, typed: str, status: int
) -> None:
    address = reverse("portal:search", args=[chapter.review.slug])
    assert client.get(address).status_code == 200
    assert client.get(f"{address}?q={typed}").status_code == status
    assert client.get(f"{address}?q=word&page=9999&kind=").status_code == 200
    assert client.get(f"{address}?q=word&kind=secret").status_code == 400


def test_the_index_made_anew_finds_the_same(
    chapter: Any, post: Any, judge: Any, client: Client
) -> None:
    judge(post("The aqueduct of Sarn leaks.", chapter=chapter))
    before = list(_entries())
    SearchEntry.objects.all().delete()
    assert _found(client, chapter, "aqueduct") == []
    call_command("index_search", stdout=StringIO())
    assert list(_entries()) == before
    assert len(_found(client, chapter, "aqueduct")) == 1


def _entries() -> Any:
    rows = SearchEntry.objects.order_by("kind", "subject", "language")
    return rows.values_list("kind", "subject", "language", "folded")
