"""Numbers that lead to one person and prove themselves by their check digits.

Account numbers (IBAN, ISO 13616, modulus 97), payment cards (ISO/IEC 7812, Luhn) and Chinese
identity numbers (GB 11643, modulus 11). Numbers without check digits look like any other number
and are not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from consult.core.errors import N_
from moderation.rules.signals.finding import Detector, Finding, Submitted, spanned

_IBAN: Final = re.compile(r"(?<![0-9A-Za-z])[A-Z]{2}\d{2}(?: ?[0-9A-Z]){11,30}(?![0-9A-Za-z])")
_CARD: Final = re.compile(r"(?<![\w.,-])\d(?:[ -]?\d){12,18}(?![\w%])")
_CHINESE: Final = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[0-9Xx](?![0-9A-Za-z])")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_IBAN_REST: Final = 1
_CARD_LENGTHS: Final = frozenset({15, 16, 19})


def _look(submitted: Submitted) -> Finding | None:
    spans = sorted(set(_numbers(submitted.text)))
    return Finding(80, {"count": len(spans)}, spanned(spans)) if spans else None


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    for pattern, holds in ((_IBAN, _is_iban), (_CARD, _is_card), (_CHINESE, _is_chinese)):
        for match in pattern.finditer(text):
            if holds(re.sub(r"[ -]", "", match.group())):
                yield match.span()


def _is_iban(number: str) -> bool:
    turned = number[4:] + number[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == _IBAN_REST


def _is_card(number: str) -> bool:
    if len(number) not in _CARD_LENGTHS:
        return False
    digits = [int(character) for character in reversed(number)]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return len(set(digits)) > 1 and (sum(digits[::2]) + doubled) % 10 == 0


def _is_chinese(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[-1].upper()


IDENTITY_NUMBERS: Final = Detector(
    "identity_numbers",
    1,
    N_("Numbers of accounts, cards or identity papers in the text: %(count)s."),
    _look,
)
