"""The columns of the open data on moderation, and the licence under which they are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

LICENCE: Final = "CC-BY-4.0"
LICENCE_NAME: Final = "Creative Commons Attribution 4.0 International"
LICENCE_ADDRESS: Final = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type in a Table Schema, and what it says."""

    name: str
    type: str
    description: str


COUNTS: Final = (
    Column(
        "series",
        "string",
        "What is counted: submission, decision, first_decision, report, report_answer, appeal, "
        "appeal_answer, measure, measure_appeal, measure_answer, measure_lifted, listed.",
    ),
    Column("language", "string", "Language of the text (submission, first_decision)."),
    Column(
        "verdict",
        "string",
        "What was decided (decision); of measures their kind: warning, slower or suspension.",
    ),
    Column("rule", "string", "Code of the rule cited or reported; safety for a risk to somebody."),
    Column("code_version", "integer", "Version of the code of conduct; 0 where none is named."),
    Column("source", "string", "own_initiative, report, appeal or court_order (decision)."),
    Column("detection", "string", "Automation that found the text (decision); none: people did."),
    Column("automation", "string", "Automation that decided (decision); none: people did."),
    Column("party", "string", "Who appealed: author or reporter."),
    Column(
        "outcome",
        "string",
        "report_answer: followed, left or muted; appeal_answer: uphold or overturn; "
        "measure_answer: uphold, overturn, or lifted before it was answered; listed: the kind, as "
        "in the list.",
    ),
    Column("week", "string", "Monday of the week in UTC (first_decision)."),
    Column(
        "hours",
        "integer",
        "Hours begun from coming in to the first decision, or from appeal to answer; beyond 48 "
        "whole days, in hours; 0 in other series.",
    ),
    Column("count", "integer", "How many there are."),
)
LISTED: Final = (
    Column("entry", "integer", "Index of the entry in the review's ledger."),
    Column(
        "kind",
        "string",
        "rejected, withdrawn, redacted, changes_requested, hidden, erased, overturned, undone, "
        "superseded or court_order; of measures against accounts warning, slower, suspension, "
        "measure_lifted or measure_overturned; one entry may have two.",
    ),
    Column(
        "number",
        "string",
        "Public number of the text, or M and the entry that took a measure; empty where the "
        "ledger names none.",
    ),
    Column("rule", "string", "Code of the rule cited; empty where none was."),
    Column("code_version", "integer", "Version of the code of conduct; 0 where no rule was cited."),
    Column("source", "string", "own_initiative, report, appeal or court_order."),
    Column("order_source", "string", "Whose order a court order is."),
    Column("at", "datetime", "When it was entered, in UTC."),
)


def data_package(name: str, title: str, entries: int, addresses: tuple[str, str]) -> dict[str, Any]:
    """Return the description of both files as a Data Package (Frictionless Data, version 1).

    `addresses` are those of the counts and of the list; `entries` is how much of the ledger they
    count.
    """
    resources = zip(("counts", "list"), addresses, (COUNTS, LISTED), strict=True)
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "licenses": [{"name": LICENCE, "title": LICENCE_NAME, "path": LICENCE_ADDRESS}],
        "ledger_entries": entries,
        "resources": [
            {
                "name": resource,
                "path": address,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
                "schema": {
                    "fields": [
                        {"name": one.name, "type": one.type, "description": one.description}
                        for one in columns
                    ],
                    "missingValues": [""],
                },
            }
            for resource, address, columns in resources
        ],
    }
