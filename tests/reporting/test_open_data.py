"""The files say what the pages say, in a form that any program reads and no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import datetime
from typing import Any

from asgiref.sync import async_to_sync
from django.test import AsyncClient
from hypothesis import given
from hypothesis import strategies as st

from consult.comments.models import Comment
from consult.reporting.rules.csv_line import csv_line
from moderation.actions import keep_figures
from tests.reporting.judged import FILES, LIST, leaves, table


def csv_rows(response: Any) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode("utf-8")
    assert text.count("\r\n") == text.count("\n")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_both_files_say_what_the_pages_say(
    happened: list[Comment], client: Any, review: Any
) -> None:
    keep_figures(review=review)
    counts = csv_rows(client.get(f"{FILES}.counts.csv"))
    assert [row for row in counts if row["series"] == "work"] == []
    assert "person" not in counts[0]
    decided = leaves(client, "case.decided.v1")
    in_file: Counter[tuple[str, str, int, str]] = Counter()
    for row in counts:
        if row["series"] == "decision":
            place = (row["verdict"], row["rule"], int(row["code_version"]), row["source"])
            in_file[place] += int(row["count"])
    data = [leaf["data"] for leaf in decided]
    assert in_file == Counter(
        (one["decision"], one["rule"] or "", one["code_version"], one["source"]) for one in data
    )
    response = client.get(f"{FILES}.list.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    assert 'filename="vnr-2026.transparency.list.csv"' in response["Content-Disposition"]
    acts = csv_rows(response)
    page = table(client.get(LIST).content.decode(), "list")
    assert [(row["entry"], row["number"]) for row in reversed(acts)] == [
        (row[5], row[0]) for row in page
    ]
    hidden = leaves(client, "case.safeguarded.v1")
    at = {leaf["index"]: leaf["at"] for leaf in [*decided, *hidden]}
    assert all(row["at"] == at[int(row["entry"])] for row in acts)
    assert datetime.fromisoformat(acts[0]["at"]).tzinfo is not None
    again = client.get(f"{FILES}.list.csv")
    assert csv_rows(again) == acts


def test_the_description_names_every_column_and_the_licence(
    happened: list[Comment], client: Any
) -> None:
    package = client.get(f"{FILES}.json").json()
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["ledger_entries"] == len(
        json.loads(client.get("/reviews/vnr-2026/ledger.json").content)["entries"]
    )
    for resource in package["resources"]:
        fields = [one["name"] for one in resource["schema"]["fields"]]
        rows = csv_rows(client.get(resource["path"]))
        assert list(rows[0]) == fields


def test_a_server_of_the_other_kind_streams_the_same(happened: list[Comment], client: Any) -> None:
    async def fetch() -> bytes:
        response = await AsyncClient().get(f"{FILES}.list.csv")
        assert response.is_async
        return b"".join([part async for part in response.streaming_content])

    expected = b"".join(client.get(f"{FILES}.list.csv").streaming_content)
    assert async_to_sync(fetch)() == expected


def test_a_review_without_anything_has_a_file_of_headings(client: Any, review: Any) -> None:
    assert csv_rows(client.get(f"{FILES}.counts.csv")) == []


@given(st.lists(st.one_of(st.text(), st.integers()), min_size=1, max_size=6))
def test_a_line_is_read_back_and_begins_no_formula(values: list[str | int]) -> None:
    line = csv_line(values)
    (read,) = csv.reader(io.StringIO(line, newline=""))
    for value, cell in zip(values, read, strict=True):
        if isinstance(value, int):
            assert cell == str(value)
        else:
            assert cell in (value, f"'{value}")
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_formula_is_made_harmless() -> None:
    assert csv_line(["=1+1", " @x", "-5", -5, 'a,"b"']) == '\'=1+1,\' @x,\'-5,-5,"a,""b"""\r\n'
