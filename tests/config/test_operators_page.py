"""The operators' page names every variable that the settings read, and no other."""

from __future__ import annotations

import re

from tests.config.fresh import PROJECT

READ = re.compile(r"env(?:\.\w+)?\(\s*\"([A-Z_]+)\"")
ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def test_the_table_of_the_environment_is_whole() -> None:
    settings = (PROJECT / "consult" / "config" / "settings").glob("*.py")
    read = {name for path in settings for name in READ.findall(path.read_text("utf-8"))}
    page = (PROJECT / "docs" / "operators.md").read_text("utf-8")
    assert len(read) > 15
    assert sorted(ROW.findall(page)) == sorted(read)
