"""Pages obey the content security policy and read in both directions."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.tree import PROJECT, files, named, plant

# A property or value that means one side of the screen, whichever way the text runs.
DIRECTIONAL = re.compile(
    r"(?:^|[;{\s])(?:"
    r"(?:scroll-)?(?:margin|padding)-(?:left|right)"
    r"|border-(?:left|right)(?:-\w+)?"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?:left|right)"
    r")\s*:"
    r"|(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b"
)
FOUR_SIDES = re.compile(r"(?:^|[;{\s])(?:margin|padding|inset|border-width)\s*:\s*([^;}]+)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

IN_A_PAGE = {
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without a nonce": re.compile(
        r"<script\b(?![^>]*\bnonce=\"\{\{ CSP_NONCE \}\}\")", re.IGNORECASE
    ),
    "a script address": re.compile(r"[\"'\s=]javascript:", re.IGNORECASE),
}


def _blanked(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")


def _uneven(value: str) -> bool:
    sides = re.sub(r"\([^()]*\)", "()", value).split()
    return len(sides) == 4 and sides[1] != sides[3]


def directional_styles(root: Path) -> list[str]:
    """Name each line of our style sheets that fixes a side where a logical property stands."""
    found = []
    for path in files(root):
        if path.suffix != ".css" or "vendor" in path.parts:
            continue
        text = COMMENT.sub(_blanked, path.read_text(encoding="utf-8"))
        for number, line in enumerate(text.splitlines(), start=1):
            uneven = any(_uneven(match[1]) for match in FOUR_SIDES.finditer(line))
            if DIRECTIONAL.search(line) or uneven:
                found.append(f"{named(path, root)}:{number} {line.strip()}")
    return found


def policy_breaches(root: Path) -> list[str]:
    """Name each template with something that the content security policy would block.

    The HTML of a mail is no page: mail programs apply none of our headers and read no style sheet.
    """
    found = []
    for path in files(root):
        parts = path.relative_to(root).parts
        if path.suffix != ".html" or "templates" not in parts:
            continue
        text = path.read_text(encoding="utf-8")
        is_mail = "mail" in parts or path.name == "mail.html"
        for what, pattern in IN_A_PAGE.items():
            if pattern.search(text) and not (is_mail and what == "an inline style"):
                found.append(f"{named(path, root)}: {what}")
    return found


def test_style_sheets_read_in_both_directions() -> None:
    assert directional_styles(PROJECT) == []


def test_no_template_breaks_the_content_security_policy() -> None:
    assert policy_breaches(PROJECT) == []


def test_planted_sides_are_named(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "consult/core/static/consult/page.css",
        ".a { margin-inline-start: 1rem; inset-inline-end: 0; justify-content: left; }\n"
        "/* margin-left: 1rem */\n"
        ".b { margin-left: 1rem; }\n"
        ".c { text-align: right }\n"
        ".d {\n  right: 0;\n}\n"
        ".e { padding: 0 1rem 0 2rem; }\n"
        ".f { padding: 0 max(1rem, 2vw) 0 max(1rem, 2vw); }\n"
        ".g { border-top-left-radius: 2px; }\n",
    )
    plant(tmp_path, "consult/core/static/vendor/other.css", ".a { left: 0 }\n")
    lines = [hit.split(" ")[0].rpartition(":")[2] for hit in directional_styles(tmp_path)]
    assert lines == ["3", "4", "6", "8", "10"]


def test_planted_breaches_are_named(tmp_path: Path) -> None:
    plant(tmp_path, "templates/a/handler.html", '<button type="button" onclick="go()">Go</button>')
    plant(tmp_path, "templates/a/style.html", '<p style="color: red">Red</p><style>p {}</style>')
    plant(tmp_path, "templates/a/script.html", '<script type="module" src="x.js"></script>')
    plant(tmp_path, "templates/a/fine.html", '<script src="x.js" nonce="{{ CSP_NONCE }}"></script>')
    plant(tmp_path, "templates/a/link.html", '<a href="javascript:go()">Go</a>')
    plant(tmp_path, "templates/a/mail/told.html", '<p style="color: red">Red</p>')
    assert policy_breaches(tmp_path) == [
        "templates/a/handler.html: an inline handler",
        "templates/a/link.html: a script address",
        "templates/a/script.html: a script without a nonce",
        "templates/a/style.html: an inline style",
        "templates/a/style.html: a style element",
    ]
