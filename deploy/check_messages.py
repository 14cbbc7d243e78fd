"""Refuse catalogues that would leave a sentence in English or break it.

    python -m deploy.check_messages

Every sentence in the project must stand in every catalogue, translated, not fuzzy, with the same
placeholders, and no form of a plural missing. Exits 1 and names what falls short.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from deploy.extract_messages import LANGUAGES, catalogue_path, gather

SHOWN = 20


def shortcomings(language: str, template: Catalog) -> Iterator[str]:
    """Yield one line for each sentence that the catalogue of a language does not carry over."""
    path = catalogue_path(language)
    if not path.exists():
        yield f"{language}: there is no catalogue; make one with `make messages`"
        return
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    for wanted in template:
        if not wanted.id:
            continue
        name = wanted.id[0] if isinstance(wanted.id, (tuple, list)) else wanted.id
        found = catalogue.get(name, wanted.context)
        texts = [] if found is None else found.string
        if found is None:
            yield f"{language}: missing: {name}"
        elif not (all(texts) if isinstance(texts, (tuple, list)) else texts):
            yield f"{language}: not translated: {name}"
        elif found.fuzzy:
            yield f"{language}: fuzzy: {name}"
        else:
            yield from (f"{language}: {error}: {name}" for error in found.check(catalogue))


def main() -> None:
    """Print what falls short and exit 1, or say that the catalogues are complete."""
    template = gather()
    found = [line for language in LANGUAGES for line in shortcomings(language, template)]
    if not found:
        print(f"{len(template)} sentences stand in {', '.join(LANGUAGES)}.")
        return
    print("\n".join(found[:SHOWN]))
    sys.exit(f"{len(found)} sentences fall short.")


if __name__ == "__main__":
    main()
