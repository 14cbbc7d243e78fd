"""The scene of this room's tests: a chapter in three scripts, its comments, and a clean folder."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.reporting.judged import happened, other

if TYPE_CHECKING:
    from consult.drafts.models import Chapter

__all__ = ["happened", "other"]

ENGLISH = """# Water[^1]

Wells are **dug** by [hand](https://example.org/wells).

- Wells
  - Deep wells
- Rivers

: Prices by town

| Town | Price |
| --- | --- |
| Abo | 12 |

## Towns

[^1]: Measured in March.
"""
ARABIC = """# المياه[^1]

تُحفر الآبار **يدويًا** [هنا](https://example.org/wells).

- الآبار
  - الآبار العميقة
- الأنهار

: الأسعار حسب المدينة

| المدينة | السعر |
| --- | --- |
| آبو | 12 |

## المدن

[^1]: قيست في مارس.
"""
GEORGIAN = """# წყალი[^1]

ჭებს **ხელით** თხრიან [აქ](https://example.org/wells).

- ჭები
  - ღრმა ჭები
- მდინარეები

: ფასები ქალაქების მიხედვით

| ქალაქი | ფასი |
| --- | --- |
| აბო | 12 |

## ქალაქები

[^1]: გაზომილია მარტში.
"""
TEXTS = {"en": ENGLISH, "ar": ARABIC, "ka": GEORGIAN}


@pytest.fixture
def water(chapter: Chapter, editor: Any) -> Chapter:
    """Return the chapter with version 2 in English, Arabic and Georgian."""
    from consult.drafts.actions import import_markdown
    from consult.portal.actions import publish_version

    for language, text in TEXTS.items():
        import_markdown(actor=editor, chapter=chapter, language=language, text=text)
    publish_version(actor=editor, chapter=chapter)
    chapter.refresh_from_db()
    return chapter


@pytest.fixture(autouse=True)
def exports(settings: Any, tmp_path: Path) -> Any:
    """Give each test a folder of its own for files, and yield where they are kept."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    yield tmp_path / "uploads" / "exports"
    shutil.rmtree(tmp_path / "uploads", ignore_errors=True)
