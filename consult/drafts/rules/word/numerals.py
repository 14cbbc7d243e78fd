"""Numbers written as the number formats of Word write them (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CHINESE = "零一二三四五六七八九"
_CHINESE_UNITS = ("", "十", "百", "千")
_HEAVENLY_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ALPHABETS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
}
_CHINESE_FORMATS = {
    "chineseCounting",
    "chineseCountingThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "japaneseCounting",
    "ideographDigital",
    "koreanCounting",
}
_DIGITS = {"hindiNumbers": 0x0966, "thaiNumbers": 0x0E50}
MAX_ROMAN = 3999
MAX_CIRCLED = 20


def write_numeral(value: int, number_format: str) -> str:
    """The number in this format; in plain digits where the format cannot write it."""
    if value < 1:
        return str(value)
    if number_format in _ALPHABETS:
        return _repeated_letter(value, _ALPHABETS[number_format])
    if number_format in {"lowerRoman", "upperRoman"} and value <= MAX_ROMAN:
        roman = _roman(value)
        return roman if number_format == "lowerRoman" else roman.upper()
    if number_format in _CHINESE_FORMATS and value < 10_000:
        return _chinese(value)
    if number_format == "ideographTraditional" and value <= len(_HEAVENLY_STEMS):
        return _HEAVENLY_STEMS[value - 1]
    if number_format.startswith("decimalEnclosedCircle") and value <= MAX_CIRCLED:
        return chr(0x2460 + value - 1)
    if number_format == "decimalZero":
        return f"{value:02d}"
    if number_format in _DIGITS:
        return "".join(chr(_DIGITS[number_format] + int(digit)) for digit in str(value))
    return str(value)


def _repeated_letter(value: int, alphabet: str) -> str:
    """Word goes on after z with aa, bb, cc, not with aa, ab, ac."""
    repeat, index = divmod(value - 1, len(alphabet))
    return alphabet[index] * (repeat + 1) if repeat < 10 else str(value)


def _roman(value: int) -> str:
    written = ""
    for amount, letters in _ROMAN:
        count, value = divmod(value, amount)
        written += letters * count
    return written


def _chinese(value: int) -> str:
    digits = str(value)
    written = ""
    for place, digit in enumerate(digits):
        unit = _CHINESE_UNITS[len(digits) - 1 - place]
        if digit != "0":
            written += _CHINESE[int(digit)] + unit
        elif not written.endswith(_CHINESE[0]):
            written += _CHINESE[0]
    written = written.rstrip(_CHINESE[0])
    return written[1:] if written.startswith("一十") else written
