"""Telephone numbers that stand in a text.

A run of digits is taken for one only where its form says so: the sign of a country code (ITU-T
E.123), a trunk zero with groups after it, three groups as in North America, five pairs as in
France, or a word such as “tel” before it. Years, dates, sums and shares are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from consult.core.errors import N_
from moderation.rules.signals.finding import Detector, Finding, Submitted, spanned

_RUN: Final = re.compile(r"(?<![\w.,/+-])(?:\+|\(?)\d(?:[ \t\u00a0()./-]{0,3}\d){5,19}(?![\w%])")
_DATE: Final = re.compile(r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})(?!\d)")
_AMERICAN: Final = re.compile(r"\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}")
_FRENCH: Final = re.compile(r"0\d(?:[ .-]\d{2}){4}")
_BEFORE: Final = 24
_CALLED: Final = (
    "tel", "tél", "phone", "mobil", "whatsapp", "fax", "call", "☎", "📞", "тел", "моб", "ტელ",
    "მობ", "დარეკ",
    "هاتف", "جوال", "موبايل", "واتساب", "تليفون", "电话", "電話", "手机", "電話番号", "โทร",
    "फ़ोन", "फोन", "전화", "τηλ",
)  # fmt: skip
_SHORTEST, _LONGEST = 8, 15
_SHORTEST_CALLED = 6


def _look(submitted: Submitted) -> Finding | None:
    spans = list(_numbers(submitted.text))
    return Finding(60, {"count": len(spans)}, spanned(spans)) if spans else None


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    for match in _RUN.finditer(text):
        run = match.group()
        digits = sum(character.isdigit() for character in run)
        called = _is_called(text[max(0, match.start() - _BEFORE) : match.start()])
        if digits <= _LONGEST and (
            (called and digits >= _SHORTEST_CALLED) or _is_formed(run, digits)
        ):
            yield match.span()


def _is_formed(run: str, digits: int) -> bool:
    if digits < _SHORTEST:
        return False
    if run.startswith(("+", "00")) or _AMERICAN.fullmatch(run) or _FRENCH.fullmatch(run):
        return True
    return run.lstrip("(").startswith("0") and digits > _SHORTEST and not _DATE.search(run)


def _is_called(before: str) -> bool:
    folded = before.casefold()
    return any(word in folded for word in _CALLED)


PHONE_NUMBERS: Final = Detector(
    "phone_numbers", 2, N_("Telephone numbers in the text: %(count)s."), _look
)
