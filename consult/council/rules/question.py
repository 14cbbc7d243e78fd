"""A question of procedure: the exact words that the council votes on, and their hash."""

from __future__ import annotations

from typing import Any

from consult.ledger.bundle import document_hash


def question_document(*, language: str, title: str, explanation: str) -> dict[str, Any]:
    """Return the words of a question in one language, in the form that is hashed and published."""
    return {"language": language, "title": title, "explanation": explanation}


def question_sha256(*, language: str, title: str, explanation: str) -> str:
    """Return the SHA-256 by which the ledger names these words."""
    return document_hash(question_document(language=language, title=title, explanation=explanation))
