"""What a download answers: at once, later, or not at all; and what it costs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from lxml import html

from consult.comments.models import Comment
from consult.drafts.models import Chapter
from consult.reporting.exports.kept import FRESH_SECONDS, KEPT_SECONDS
from consult.reporting.selectors.making import MOST_WAITING
from tests.comments.scene import passage_of
from tests.portal.reading import page_at, words

pytestmark = pytest.mark.django_db

COPY = "/downloads/vnr-2026/introduction/2.en.html"
REPORT = "/downloads/vnr-2026/report.en.html"


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_a_chapter_comes_at_once_as_one_file(client: Client, water: Chapter) -> None:
    response = client.get(COPY)
    assert (response.status_code, response["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert response["Content-Disposition"] == (
        'attachment; filename="vnr-2026.introduction.v2.en.html"'
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert response["Content-Security-Policy"].endswith("; sandbox")
    assert html.document_fromstring(response.content).get("lang") == "en"
    again = client.get(COPY, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.post(COPY).status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/downloads/elsewhere/introduction/2.en.html",
        "/downloads/vnr-2026/elsewhere/2.en.html",
        "/downloads/vnr-2026/introduction/3.en.html",
        "/downloads/vnr-2026/introduction/2.fr.html",
        "/downloads/vnr-2026/introduction/2.en.odt",
        "/downloads/vnr-2026/introduction/1.en.html?comments=1",
        "/downloads/vnr-2026/introduction/1.en.pdf?comments=1",
        "/downloads/vnr-2026/report.fr.html",
        "/downloads/elsewhere/report.en.pdf",
    ],
)
def test_there_is_no_copy_of_what_is_not_there(
    client: Client, water: Chapter, address: str
) -> None:
    assert client.get(address).status_code == 404
    assert not DBTaskResult.objects.exists()


def test_a_copy_costs_the_same_whatever_is_said(
    client: Client, water: Chapter, post: Any, judge: Any
) -> None:
    assert queries(client, COPY) == 3
    for number in range(5):
        judge(post(f"Comment {number}.", anchor_at=passage_of(water, number)))
        if number in {0, 4}:
            assert queries(client, f"{COPY}?comments=1") == 8
    assert Comment.objects.filter(state="published").count() == 5


def test_a_comment_that_is_published_makes_another_file(
    client: Client, water: Chapter, post: Any, judge: Any
) -> None:
    def tag() -> str:
        return str(client.get(f"{COPY}?comments=1")["ETag"])

    judge(post("First."))
    first, plain = tag(), client.get(COPY)["ETag"]
    waiting = post("Second.")
    assert tag() == first
    judge(waiting)
    assert tag() != first
    assert client.get(COPY)["ETag"] == plain


def test_a_report_is_made_by_one_task_and_then_handed_out(
    client: Client, water: Chapter, work_off_tasks: Callable[[], int], exports: Path
) -> None:
    for _reader in range(3):
        page = client.get(REPORT)
        assert (page.status_code, page["Retry-After"]) == (202, "5")
    assert client.head(REPORT).status_code == 202
    tree = html.fromstring(page.content)
    assert tree.xpath("//@data-preparing") == [REPORT]
    assert tree.xpath("//meta[@http-equiv]") == []
    assert DBTaskResult.objects.count() == 1
    assert work_off_tasks() == 1
    ready = client.get(REPORT)
    assert ready.status_code == 200
    assert ready["Content-Disposition"] == 'attachment; filename="vnr-2026.en.html"'
    assert html.document_fromstring(ready.content).findtext(".//title") == "VNR 2026"
    known = client.get(REPORT, headers={"if-none-match": ready["ETag"]})
    assert known.status_code == 304
    assert [path.suffix for path in exports.iterdir()] == [".html"]
    assert queries(client, REPORT) == 3
    assert DBTaskResult.objects.count() == 1


def test_the_page_about_a_file_speaks_the_language_of_the_text_unless_one_was_chosen(
    client: Client, water: Chapter, settings: Any
) -> None:
    arabic = "/downloads/vnr-2026/report.ar.html"
    page = html.fromstring(client.get(arabic).content)
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    assert html.fromstring(client.get(arabic).content).get("lang") == "fr"


def test_what_failed_is_not_begun_again_at_once(client: Client, water: Chapter) -> None:
    client.get(REPORT)
    [task] = DBTaskResult.objects.all()
    task.claim("worker")
    task.set_failed(RuntimeError("No memory is left."))
    page = client.get(REPORT)
    assert page.status_code == 503
    assert words(html.fromstring(page.content), "//h1") == ["The file could not be prepared"]
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(finished_at="2026-01-01T00:00Z")
    assert client.get(REPORT).status_code == 202
    assert DBTaskResult.objects.filter(status=TaskResultStatus.READY).count() == 1


def test_so_many_files_are_made_and_no_more(client: Client, water: Chapter) -> None:
    client.get(REPORT)
    [task] = DBTaskResult.objects.all()
    for number in range(MOST_WAITING - 1):
        task.pk = f"00000000-0000-4000-8000-{number:012d}"
        task.args_kwargs["kwargs"]["number"] = number + 10
        task.save(force_insert=True)
    assert client.get(REPORT).status_code == 202
    refused = client.get("/downloads/vnr-2026/report.ar.html")
    assert refused.status_code == 503
    assert DBTaskResult.objects.count() == MOST_WAITING


def test_a_file_with_comments_is_good_for_a_minute(
    client: Client,
    water: Chapter,
    post: Any,
    judge: Any,
    work_off_tasks: Callable[[], int],
    exports: Path,
) -> None:
    address = f"{REPORT}?comments=1"
    judge(post("First."))
    client.get(address)
    work_off_tasks()
    first = client.get(address).content
    judge(post("Second."))
    assert client.get(address).content == first
    [kept] = exports.iterdir()
    before = time.time() - FRESH_SECONDS - 1
    os.utime(kept, (before, before))
    assert client.get(address).status_code == 202
    work_off_tasks()
    assert b"Second." in client.get(address).content


def test_files_nobody_has_made_for_a_month_are_removed(
    client: Client, water: Chapter, work_off_tasks: Callable[[], int], exports: Path
) -> None:
    exports.mkdir(parents=True)
    old, young = exports / "old.0.pdf", exports / ".unfinished"
    for path, age in ((old, KEPT_SECONDS + 60), (young, 60)):
        path.write_bytes(b"-")
        os.utime(path, (time.time() - age, time.time() - age))
    client.get(REPORT)
    work_off_tasks()
    assert (old.exists(), young.exists(), len(list(exports.iterdir()))) == (False, True, 2)


def test_pages_list_what_there_is_to_download(
    client: Client, water: Chapter, settings: Any
) -> None:
    here = "/downloads/vnr-2026/introduction"
    path = "//section[@class='downloads']//a/@href[contains(., '.html')]"
    current = page_at(client, "/en/reviews/vnr-2026/introduction/")
    assert current.xpath(path) == [
        f"{here}/2.{language}.html{query}"
        for language in ("en", "ar", "ka")
        for query in ("", "?comments=1")
    ]
    assert words(current, "//section[@class='downloads']//dt") == [
        "English",
        "العربية",
        "ქართული",
    ]
    earlier = page_at(client, "/en/reviews/vnr-2026/introduction/versions/1/")
    assert earlier.xpath(path) == [f"{here}/1.en.html"]
    review = page_at(client, "/en/reviews/vnr-2026/")
    assert review.xpath(path)[:2] == [REPORT, f"{REPORT}?comments=1"]
