"""A Word file with margin comments, sent in as a browser sends it."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.comments.pages import tree_of
from tests.drafts.word_files import paragraph, run, word_file
from tests.drafts.word_margins import comments_xml, deleted, ends, inserted, starts

SEND = "/en/reviews/vnr-2026/introduction/comment/word/"
COPY = (
    paragraph("Introduction")
    + paragraph(run("The review covers the years ") + starts(0) + run("2021 to 2025") + ends(0)
                + run(" in all regions."))
    + paragraph(run("Seven councils met, and the minutes of ") + deleted("five", "Bo")
                + inserted("all seven", "Bo") + run(" are public."))
    + paragraph(run("A ") + starts(1) + run("paragraph of the sender") + ends(1))
    + paragraph(run("Data for small islands are missing.") + inserted(" Why?", "Bo"))
)  # fmt: skip
MARGIN = comments_xml(("Island Institute", "0A", "Why not 2026?"), ("Bo", "0B", "Ours alone."))


def copy_of_chapter() -> bytes:
    """The chapter with two comments, one on words of the sender's own, and two changes."""
    return word_file(COPY, others={"comments": MARGIN})


def upload(client: Client, data: bytes) -> Any:
    return client.post(SEND, {"file": SimpleUploadedFile("copy.docx", data)})


def sent_by(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """What a browser sends from the page where one chooses: everything as it is proposed."""
    tree = tree_of(client.get(address))
    (form,) = tree.xpath("//main//form")
    fields: dict[str, Any] = dict(form.form_values())
    fields["send"] = [box.get("value") for box in form.xpath(".//input[@name='send'][@checked]")]
    fields["accept"] = "on"
    fields.update(changes)
    return fields


def with_suggestions(comments: Any) -> list[Any]:
    rows = list(comments.select_related("anchor", "suggestion"))
    for row in rows:
        found = getattr(row, "suggestion", None)
        row.suggestion_data = None if found is None else (found.old, found.new)
    return rows
