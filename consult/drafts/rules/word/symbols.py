"""Characters of symbol fonts, which Word stores in the private use area, as Unicode."""

from __future__ import annotations

PRIVATE_START = 0xF000
PRIVATE_END = 0xF0FF

_SYMBOL_LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SYMBOL_SIGNS = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥",
    0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔",
    0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCC: "⊂", 0xCE: "∈", 0xD1: "∇",
    0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧",
    0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑",
    0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→",
    0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA3: "□"}


def read_symbol(code: int, font: str) -> str | None:
    """The Unicode character that this code shows in this font; None where it is unknown."""
    low = code - PRIVATE_START if PRIVATE_START <= code <= PRIVATE_END else code
    family = font.strip().casefold()
    if family == "symbol":
        if chr(low) in _SYMBOL_LETTERS:
            return _SYMBOL_LETTERS[chr(low)]
        return _SYMBOL_SIGNS.get(low) or (chr(low) if 0x20 <= low < 0x7F else None)
    if family == "wingdings":
        return _WINGDINGS.get(low)
    if family == "wingdings 2":
        return _WINGDINGS_2.get(low)
    if low != code or "dings" in family or not 0x20 <= code < 0xE000:
        return None
    return chr(code)


def read_private_characters(text: str, font: str | None) -> tuple[str, int]:
    """The text with private characters read through the font, and how many were unreadable.

    Unreadable ones are left out, because without the font they would show as empty boxes.
    """
    if not any(PRIVATE_START <= ord(character) <= PRIVATE_END for character in text):
        return text, 0
    unknown = 0
    written = []
    for character in text:
        known: str | None = character
        if PRIVATE_START <= ord(character) <= PRIVATE_END:
            known = read_symbol(ord(character), font or "")
            unknown += known is None
        written.append(known or "")
    return "".join(written), unknown
