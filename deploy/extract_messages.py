"""Gather every sentence that people read, and bring the message catalogues up to date.

    python -m deploy.extract_messages

Babel reads the Python files; Django turns its own templates into something that Babel can read.
English is the language of the sentences themselves, so it has no catalogue.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PROJECT = Path(__file__).resolve().parents[1]
LANGUAGES = ("fr", "ar", "ka")
ROOMS = ("consult", "moderation")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def sources() -> Iterator[Path]:
    """Yield each file that may hold sentences, in a stable order."""
    for room in ROOMS:
        yield from sorted(
            path for path in (PROJECT / room).rglob("*.py") if "migrations" not in path.parts
        )
    for folder in (PROJECT / "templates", *(PROJECT / room for room in ROOMS)):
        for ending in ("*.html", "*.txt"):
            yield from sorted(folder.rglob(ending))


def readable(path: Path) -> str:
    """Return the file as Python that Babel can tokenize.

    A template's lines keep their numbers and lose their indentation, which means nothing there
    and would trip the tokenizer.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))


def gather() -> Catalog:
    """Return a catalogue without translations of all the sentences in the project."""
    catalogue = Catalog(project="Consult", charset="utf-8", fuzzy=False)
    for path in sources():
        file = io.BytesIO(readable(path).encode())
        found = extract("python", file, KEYWORDS, ["Translators:"], {"encoding": "utf-8"})
        for _line, message, comments, context in found:
            catalogue.add(
                message,
                locations=[(path.relative_to(PROJECT).as_posix(), 0)],
                auto_comments=comments,
                context=context,
            )
    return catalogue


def catalogue_path(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return PROJECT / "locale" / language / "LC_MESSAGES" / "django.po"


def empty(language: str) -> Catalog:
    """Return a new catalogue of a language, with a head that says only what is known."""
    return Catalog(
        locale=language,
        project="Consult",
        version="1",
        header_comment=f"# Consult: {Locale.parse(language).english_name}",
        msgid_bugs_address="see README.md",
        revision_date=datetime.now(UTC),
        last_translator="Consult",
        language_team=language,
        charset="utf-8",
        fuzzy=False,
    )


def update(language: str, template: Catalog) -> None:
    """Write the catalogue of a language: new sentences empty, reworded ones marked fuzzy.

    Its date stays, so that a run that changes nothing leaves the file as it was.
    """
    path = catalogue_path(language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    else:
        catalogue = empty(language)
    catalogue.update(template, update_creation_date=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(
            file,
            catalogue,
            width=100,
            sort_by_file=True,
            ignore_obsolete=True,
            include_lineno=False,
        )


if __name__ == "__main__":
    fresh = gather()
    for code in LANGUAGES:
        update(code, fresh)
    print(f"{len(fresh)} sentences in {', '.join(LANGUAGES)}.")
