"""Languages: which one of a text was shown, and which way it runs."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template
from django.utils.translation import override

from consult.core.languages import NAMES, Shown, choices, direction, name_of, shown
from consult.reviews.models import Review


@pytest.fixture
def titled() -> Review:
    return Review(title_en="Review", title_ka="მიმოხილვა", title_fr="")


@pytest.mark.parametrize(
    ("page", "text", "language"),
    [("en", "Review", "en"), ("ka", "მიმოხილვა", "ka"), ("fr", "Review", "en")],
)
def test_the_pages_language_comes_first(
    titled: Review, page: str, text: str, language: str
) -> None:
    with override(page):
        assert shown(titled, "title") == Shown(text, language)


def test_without_english_the_next_language_in_order_is_shown() -> None:
    with override("ar"):
        assert shown(Review(title_ka="ქ", title_fr="F"), "title") == Shown("F", "fr")
        assert shown(Review(title_ka="ქ"), "title") == Shown("ქ", "ka")


def test_a_text_that_nobody_wrote_is_empty_in_the_pages_language() -> None:
    with override("fr"):
        assert shown(Review(), "title") == Shown("", "fr")


def test_the_tag_marks_a_text_in_another_language_only(titled: Review) -> None:
    template = Template('{% shown review "title" %}')
    setattr(titled, "title_en", "<Review>")  # noqa: B010 - a column that modeltranslation adds.
    with override("ar"):
        assert template.render(Context({"review": titled})) == (
            '<span lang="en" dir="ltr">&lt;Review&gt;</span>'
        )
    with override("en"):
        assert template.render(Context({"review": titled})) == "&lt;Review&gt;"


@pytest.mark.parametrize(
    ("language", "way"),
    [("ar", "rtl"), ("fa", "rtl"), ("ur-pk", "rtl"), ("en", "ltr"), ("zh-hans", "ltr")],
)
def test_direction(language: str, way: str) -> None:
    assert direction(language) == way


def test_every_interface_language_may_be_stated_first(settings: Any) -> None:
    spoken = [code for code, _name in settings.LANGUAGES]
    assert [code for code, _name in choices()][: len(spoken)] == spoken
    assert name_of("ka") == "ქართული"
    assert name_of("tlh") == "tlh"
    assert len(set(NAMES.values())) == len(NAMES)
