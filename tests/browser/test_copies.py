"""Reading copies as people use them: opened from their own disk, and waited for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from consult.drafts.actions import import_markdown
from consult.portal.actions import publish_version
from tests.architecture.conftest import World, world  # noqa: F401
from tests.browser.conftest import OpenPage

ENGLISH = """# Highlights[^1]

Four million trees were planted.

| Town | Trees |
| --- | --- |
| Abo | 12 |

[^1]: Measured in March.
"""
ARABIC = """# أبرز النقاط[^1]

زُرعت أربعة ملايين شجرة.

| المدينة | الأشجار |
| --- | --- |
| آبو | 12 |

[^1]: قيست في مارس.
"""


@pytest.fixture
def in_arabic(world: World, settings: Any, tmp_path: Path) -> World:  # noqa: F811
    """Publish the chapter of the small world in Arabic too; files go into the test's folder."""
    from consult.drafts.models import Chapter

    settings.MEDIA_ROOT = tmp_path / "uploads"
    chapter = Chapter.objects.get(slug=world.words["chapter"])
    editor = world.visitors["editor"]
    for language, text in (("en", ENGLISH), ("ar", ARABIC)):
        import_markdown(actor=editor, chapter=chapter, language=language, text=text)
    publish_version(actor=editor, chapter=chapter, languages=["en", "ar"])
    return world


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ar", 1280)])
def test_a_copy_on_somebodys_disk_has_no_fault(
    language: str,
    width: int,
    in_arabic: World,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    tmp_path: Path,
) -> None:
    address = f"/downloads/{in_arabic.words['review']}/highlights/2.{language}.html?comments=1"
    copy = tmp_path / "copy.html"
    copy.write_bytes(Client().get(address).content)
    page = open_page(width=width)
    page.goto(copy.as_uri())
    assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # The style sheet has passed its own policy.
    assert page.evaluate("getComputedStyle(document.querySelector('nav ol')).listStyleType") == (
        "none"
    )
    assert axe(page) == []


def test_a_file_that_has_to_be_made_is_waited_for(in_arabic: World, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(reverse("portal:review", args=[in_arabic.words["review"]]))
    page.get_by_role("link", name="Web page in one file English", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your file is being prepared")
    with page.expect_download() as download:
        pass
    assert download.value.suggested_filename == f"{in_arabic.words['review']}.en.html"
    expect(page.get_by_role("status").last).to_contain_text("Your file is ready.")
