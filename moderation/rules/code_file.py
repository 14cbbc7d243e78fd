"""A code of conduct as operators write it down: an object read from JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.core.errors import DomainError, N_
from moderation.rules.conduct import RuleText

KNOWN = frozenset({"sentence", "political_criticism", "rules"})
KNOWN_OF_RULE = frozenset({"code", "short", "long", "consequence"})


class CodeMalformed(DomainError):
    """The file is not of the form that a code of conduct has; `place` says where."""

    code = "code_malformed"
    message = N_("The file is not a code of conduct: %(place)s is missing or has the wrong form.")


class CodeLanguageUnknown(DomainError):
    """A text stands in a language that pages are not offered in."""

    code = "code_language_unknown"
    message = N_(
        "The code of conduct has a text in the language “%(language)s” at %(place)s. Pages are "
        "offered in: %(known)s."
    )


@dataclass(frozen=True, slots=True)
class CodeFile:
    """What stands in a file: the texts by language code, and the names that mean nothing here."""

    sentence: Mapping[str, str]
    promise: Mapping[str, str]
    rules: tuple[RuleText, ...]
    left_out: tuple[str, ...]


def read_code(content: Any, languages: Sequence[str]) -> CodeFile:
    """Read the object of a file; `languages` are those in which texts may stand.

    Names that mean nothing here are left out and told. Raises `CodeMalformed` where a part has
    another form and `CodeLanguageUnknown` for a text in another language. Whether the code says
    enough is for publishing to judge.
    """
    if not isinstance(content, dict):
        raise CodeMalformed(place="{…}")
    rows = content.get("rules")
    if not isinstance(rows, list):
        raise CodeMalformed(place="rules")
    left_out = sorted(content.keys() - KNOWN)
    rules = []
    for number, row in enumerate(rows):
        place = f"rules[{number}]"
        if not isinstance(row, dict) or not isinstance(row.get("code"), str):
            raise CodeMalformed(place=f"{place}.code")
        left_out += [f"{place}.{name}" for name in sorted(row.keys() - KNOWN_OF_RULE)]
        rules.append(
            RuleText(
                code=row["code"],
                title=_texts(row.get("short"), f"{place}.short", languages),
                text=_texts(row.get("long"), f"{place}.long", languages),
                consequence=_texts(row.get("consequence", {}), f"{place}.consequence", languages),
            )
        )
    return CodeFile(
        sentence=_texts(content.get("sentence"), "sentence", languages),
        promise=_texts(content.get("political_criticism", {}), "political_criticism", languages),
        rules=tuple(rules),
        left_out=tuple(left_out),
    )


def _texts(given: Any, place: str, languages: Sequence[str]) -> dict[str, str]:
    if not isinstance(given, dict):
        raise CodeMalformed(place=place)
    for language, text in given.items():
        if language not in languages:
            known = ", ".join(languages)
            raise CodeLanguageUnknown(language=language, place=place, known=known)
        if not isinstance(text, str):
            raise CodeMalformed(place=f"{place}.{language}")
    return dict(given)
