"""What a list that drops down has chosen is read in full, on a wide screen and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from consult.council.models import Sitting
from consult.reviews.models import Review
from tests.browser.conftest import OpenPage
from tests.council.conftest import Council
from tests.council.session import announce  # noqa: F401

# How much wider each would be if it were as wide as what it shows.
CUT = """selects => selects.map(select => {
  const given = select.offsetWidth;
  const free = select.cloneNode(false);
  free.append(select.selectedOptions[0].cloneNode(true));
  free.style.inlineSize = "max-content";
  select.after(free);
  const cut = free.offsetWidth - given;
  free.remove();
  return [select.name, Math.max(0, cut)];
})"""


def cut(page: Page) -> dict[str, int]:
    found: list[tuple[str, int]] = page.locator("main select").evaluate_all(CUT)
    return dict(found)


@pytest.mark.parametrize("language", ["en", "fr", "ar", "ka"])
@pytest.mark.parametrize("width", [1280, 360])
def test_where_to_search(width: int, language: str, review: Review, open_page: OpenPage) -> None:
    page = open_page(width=width, language=language)
    address = reverse("portal:search", args=[review.slug])
    page.goto(address.replace("/en/", f"/{language}/", 1))
    assert cut(page) == {"kind": 0, "language": 0}


def test_the_session_of_a_motion_on_a_phone(
    council: Council,
    review: Review,
    make_version: Callable[..., Any],
    announce: Callable[..., Sitting],  # noqa: F811
    open_page: OpenPage,
) -> None:
    make_version()
    announce()
    page = open_page(user=council.secretary, width=360)
    page.goto(reverse("council:put", args=[review.slug]))
    assert cut(page)["sitting"] == 0
