"""Searching what is published: one index for all rooms, kept by the database.

A room puts its texts in when they come before the public and takes them out when they leave, in
the transaction in which that happens, so that nobody finds what nobody may read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from consult.core.models import SearchEntry
from consult.core.transactions import step
from consult.core.words import Piece, excerpt, fold, terms

BATCH = 500

# The languages whose word forms PostgreSQL has known since its version 12. SQLite knows none:
# there a word is found by how it begins.
CONFIGURATIONS = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "id": "indonesian",
    "ne": "nepali",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
}
SIMPLE = "simple"


@dataclass(frozen=True, slots=True)
class Searchable:
    """A text to be found: `subject` is unique among its kind within `within`."""

    kind: str
    scope: str
    within: str
    subject: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found, with the words round the first that was asked for."""

    kind: str
    within: str
    subject: str
    language: str
    excerpt: list[Piece]


def configuration_of(language: str) -> str:
    """Return PostgreSQL's name for the rules of a language."""
    return CONFIGURATIONS.get(language.partition("-")[0], SIMPLE)


def prepared(texts: Iterable[Searchable]) -> list[SearchEntry]:
    """Return the entries for texts, their words folded; nothing is stored.

    Folding a long text takes a moment, so that who publishes one does it before the transaction.
    """
    return [
        SearchEntry(
            kind=text.kind,
            scope=text.scope,
            within=text.within,
            subject=text.subject,
            language=text.language,
            text=text.text,
            folded=fold(text.text),
            configuration=configuration_of(text.language),
        )
        for text in texts
    ]


@step
def index_step(entries: Sequence[SearchEntry]) -> int:
    """Put prepared texts into the index; return how many. One that is there already is refused."""
    return len(SearchEntry.objects.bulk_create(entries, batch_size=BATCH))


@step
def forget_step(*, kind: str, within: str, subject: str | None = None) -> int:
    """Take one subject, or all of a kind, out of the index; return how many texts left it."""
    rows = SearchEntry.objects.filter(within=within, kind=kind)
    if subject is not None:
        rows = rows.filter(subject=subject)
    return rows.delete()[0]


def drop_erased_words() -> None:
    """Let the index forget the words of what has left it.

    SQLite only marks them as gone until it merges its pages, which this makes it do; PostgreSQL
    drops them when it vacuums. It takes a moment on a large index, so a task does it.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO core_search_words(core_search_words) VALUES ('optimize')")


def search(
    *, scope: str, query: str, kinds: Sequence[str], languages: Sequence[str], limit: int, skip: int
) -> list[Hit]:
    """Return the texts that hold every word of the query, the best first, in one database query.

    Case, accents and width do not matter. A word is found by its beginning, and on PostgreSQL by
    its other forms in the languages that it knows. Without a word in the query, nothing is found.
    """
    asked = terms(query)
    if not asked or not kinds or not languages:
        return []
    statement, parameters = _statement(asked, languages)
    marks = ", ".join(["%s"] * len(kinds))
    tongues = ", ".join(["%s"] * len(languages))
    with connection.cursor() as cursor:
        cursor.execute(
            f"{statement} AND e.scope = %s AND e.kind IN ({marks}) AND e.language IN ({tongues})"
            " ORDER BY score, e.id LIMIT %s OFFSET %s",
            [*parameters, scope, *kinds, *languages, limit, skip],
        )
        rows = cursor.fetchall()
    return [
        Hit(kind, within, subject, language, excerpt(text, asked))
        for kind, within, subject, language, text, _score in rows
    ]


def _statement(asked: Sequence[str], languages: Sequence[str]) -> tuple[str, list[str]]:
    """Return the beginning of the query for this database, and what fills it.

    The terms hold nothing but letters, digits and marks, and are quoted all the same.
    """
    columns = "SELECT e.kind, e.within, e.subject, e.language, e.text"
    if connection.vendor == "postgresql":
        beginnings = " & ".join(f"'{term}':*" for term in asked)
        words = " & ".join(f"'{term}'" for term in asked)
        forms = sorted({configuration_of(language) for language in languages} - {SIMPLE})
        query = " || ".join(
            ["to_tsquery('simple', %s)"] + [f"to_tsquery('{name}', %s)" for name in forms]
        )
        ranked = f"{columns}, -ts_rank(e.vector, q.query) AS score"
        return (
            f"{ranked} FROM core_searchentry e, (SELECT {query} AS query) q"
            " WHERE e.vector @@ q.query",
            [beginnings, *([words] * len(forms))],
        )
    beginnings = " ".join(f'"{term}"*' for term in asked)
    return (
        f"{columns}, f.rank AS score FROM core_search_words f"
        " JOIN core_searchentry e ON e.id = f.rowid WHERE core_search_words MATCH %s",
        [beginnings],
    )
