"""Links in the README and in docs/ lead somewhere, and code that they name is there."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from tests.architecture.tree import PROJECT, named, plant

# Screenshots are made from the running demonstration, and may still be missing in a work tree.
SHOWN_LATER = Path("docs") / "images"
# Rooms that have their place in the order of imports before they are built.
RESERVED = {"consult/engagement"}

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_PATH = re.compile(
    r"`((?:consult|moderation|deploy|docs|locale|templates|tests)/[\w./-]*\w|manage\.py)/?`"
)


def documents(root: Path) -> list[Path]:
    """Return the pages that people read."""
    return [root / "README.md", *sorted((root / "docs").glob("*.md"))]


def prose(page: Path) -> str:
    """Return a page without its examples, which may hold brackets of their own."""
    return _FENCED.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """Return the anchors that a page's headings get where Markdown is shown."""
    kept = []
    for heading in _HEADING.findall(prose(page)):
        words = unicodedata.normalize("NFC", heading).lower()
        kept.append(re.sub(r"[^\w\- ]", "", words).replace(" ", "-"))
    return set(kept)


def dead_links(root: Path) -> list[str]:
    """Return each link within the project that leads nowhere, with its page."""
    found = []
    for page in documents(root):
        for link in _LINK.findall(prose(page)):
            if re.match(r"[a-z]+:", link):
                continue
            name, _hash, anchor = link.partition("#")
            target = (page.parent / name).resolve() if name else page
            later = target.is_relative_to(root / SHOWN_LATER)
            there = target.exists() and (not anchor or anchor in anchors(target))
            if not there and not later:
                found.append(f"{named(page, root)}: {link}")
    return found


def missing_paths(root: Path) -> list[str]:
    """Return each file or folder that a page names in code and that is not there."""
    return [
        f"{named(page, root)}: {path}"
        for page in documents(root)
        for path in _PATH.findall(prose(page))
        if path not in RESERVED and not (root / path).exists()
    ]


def test_every_link_leads_somewhere() -> None:
    assert dead_links(PROJECT) == []


def test_every_file_that_a_page_names_is_there() -> None:
    assert missing_paths(PROJECT) == []


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("[gone](gone.md)", ["docs/page.md: gone.md"]),
        ("[there](../README.md)", []),
        ("[its part](../README.md#two-commands)", []),
        ("[no part](../README.md#three-commands)", ["docs/page.md: ../README.md#three-commands"]),
        ("[outside](https://www.example.org/)", []),
        ("![soon](images/soon.png)", []),
        ("```\n[no](link.md)\n```", []),
    ],
)
def test_a_planted_link(tmp_path: Path, text: str, dead: list[str]) -> None:
    plant(tmp_path, "README.md", "# Consult\n\n## Two commands\n")
    plant(tmp_path, "docs/page.md", text)

    assert dead_links(tmp_path) == dead


def test_a_planted_path(tmp_path: Path) -> None:
    plant(tmp_path, "README.md", "`consult/gone/` and `docs/page.md`")
    plant(tmp_path, "docs/page.md", "# Page\n")

    assert missing_paths(tmp_path) == ["README.md: consult/gone"]
