"""Languages: their names, their direction, and which one of a text was really shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

# The languages a comment may state: the interface's, and others that participants write in.
NAMES = {
    "en": "English",
    "fr": "Français",
    "ar": "العربية",
    "ka": "ქართული",
    "am": "አማርኛ",
    "bn": "বাংলা",
    "de": "Deutsch",
    "es": "Español",
    "fa": "فارسی",
    "hi": "हिन्दी",
    "hy": "Հայերեն",
    "az": "Azərbaycanca",
    "id": "Bahasa Indonesia",
    "ja": "日本語",
    "km": "ខ្មែរ",
    "ko": "한국어",
    "ky": "Кыргызча",
    "mn": "Монгол",
    "my": "မြန်မာ",
    "ne": "नेपाली",
    "pt": "Português",
    "ru": "Русский",
    "si": "සිංහල",
    "sm": "Gagana Samoa",
    "sw": "Kiswahili",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "uz": "Oʻzbekcha",
    "vi": "Tiếng Việt",
    "zh-hans": "简体中文",
    "zh-hant": "繁體中文",
}


def direction(language: str) -> str:
    """Return `rtl` or `ltr`, the value of an element's `dir`."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def name_of(language: str) -> str:
    """Return the language's name in itself, or its code where we know no name."""
    return NAMES.get(language, language)


def choices() -> list[tuple[str, str]]:
    """Return the languages that a comment may state, the interface's first."""
    return list(NAMES.items())


def in_order(codes: Iterable[str], order: Sequence[str]) -> list[str]:
    """Return the codes in the order that a review gives its languages, the unknown ones last."""
    return sorted(codes, key=lambda code: order.index(code) if code in order else len(order))


@dataclass(frozen=True, slots=True)
class Shown:
    """A short text and the language it is really in, which may not be the page's."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


def shown(instance: Any, field: str) -> Shown:
    """Read a modeltranslation field: the page's language first, then the fallbacks in order."""
    order = [get_language() or settings.LANGUAGE_CODE, *settings.MODELTRANSLATION_LANGUAGES]
    for language in order:
        text = getattr(instance, f"{field}_{language.replace('-', '_')}", None)
        if text:
            return Shown(text, language)
    return Shown("", order[0])
