"""Word files that wait in the worlds of other tests: one to be chosen from, one to be confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.drafts.word_files import paragraph, run, word_file
from tests.drafts.word_margins import comments_xml, deleted, ends, inserted, starts

if TYPE_CHECKING:
    from consult.drafts.models import Chapter


def commented_copy(text: str) -> bytes:
    """A paragraph as somebody has commented on it: on words, on an own paragraph, by a change."""
    head, _space, rest = text.partition(" ")
    body = (
        paragraph(starts(0) + run(head) + ends(0) + deleted(" " + rest) + inserted(" shorter"))
        + paragraph(starts(1) + run("A paragraph of the sender") + ends(1))
    )  # fmt: skip
    margin = comments_xml(("Island Institute", "0A", "Why?"), ("Bo", "0B", "Ours alone."))
    return word_file(body, others={"comments": margin})


def sent_word_words(chapter: Chapter, text: str, code_version: int) -> dict[str, str]:
    """Send in copies as a guest: one waits, one is chosen from, one confirmed; return the words."""
    from django.contrib.auth.models import AnonymousUser

    from consult.comments.actions import Choice, confirm_document, send_document, take_document
    from consult.comments.permissions import document_token

    guest, data = AnonymousUser(), commented_copy(text)
    waiting, chosen, became = (
        take_document(actor=guest, chapter=chapter, data=data) for _each in range(3)
    )
    choice = Choice(
        items=[0, 2], names={}, language="en", accepted_code_version=code_version,
        page_language="en", name="Gita Guest", email="gita@example.org",
    )  # fmt: skip
    for document in (chosen, became):
        send_document(actor=guest, token=document.token, choice=choice)
    confirm_document(token=document_token(became))
    return {
        "sent_word": waiting.token,
        "word_confirmation": document_token(chosen),
        "word_became": became.token,
    }
