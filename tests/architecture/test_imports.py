"""import-linter holds both orders, and would see each kind of breach.

One copy of the tree takes a breach of every contract at once, so that the linter runs twice and
not a dozen times.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.architecture.test_layout import contracts
from tests.architecture.tree import PROJECT, ROOMS, plant

PLANTED = {
    "consult/reviews/actions/planted.py": "from consult.accounts.models import User\n",
    "moderation/actions/planted.py": "from consult.drafts.models import Version\n",
    "consult/drafts/models/planted.py": "from consult.drafts.selectors import current_version\n",
    "consult/notices/helpers.py": "",
    "consult/core/models/planted.py": "from consult.core.journal import record\n",
    "consult/council/rules/planted.py": "from consult.core.text import clean_line\n"
    "from consult.core.models import Log\n",
    "consult/verify/planted.py": "from consult.drafts.models import Version\n",
    "consult/reporting/consumers.py": "from consult.council.models import Motion\n",
    "consult/responses/actions/planted.py": "from django_comments_xtd.models import XtdComment\n",
    "consult/comments/actions/planted.py": "import nh3\n",
    "consult/comments/rules/planted_one.py": "from consult.comments.rules import planted_two\n",
    "consult/comments/rules/planted_two.py": "from consult.comments.rules import planted_one\n",
}

# What the linter must say of each contract, in the words of its report.
TOLD = {
    "rooms": [
        "consult.reviews is not allowed to import consult.accounts",
        "moderation is not allowed to import consult.drafts",
    ],
    "inside": [
        "consult.drafts.models is not allowed to import consult.drafts.selectors",
        "consult.notices.helpers",
    ],
    "inside-core": ["consult.core.models is not allowed to import consult.core.journal"],
    "pure": ["consult.council.rules is not allowed to import django"],
    "verifier": ["consult.verify is not allowed to import consult.drafts.models"],
    "consumers": ["consult.reporting.consumers is not allowed to import consult.council.models"],
    "comments-xtd": ["consult.responses.actions.planted -> django_comments_xtd"],
    "sanitizers": ["consult.comments.actions.planted -> nh3"],
    "acyclic": ["No cycles are allowed in consult.comments.rules."],
}


def lint(root: Path) -> tuple[int, str]:
    """Run import-linter on a tree; return its exit status and its report without line breaks."""
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [str(program), "--no-logo", "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={"COLUMNS": "300", "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return run.returncode, re.sub(r"[ \t]+", " ", run.stdout + run.stderr)


def copied(root: Path) -> None:
    """Copy what the linter reads into an empty tree."""
    for room in ROOMS:
        shutil.copytree(
            PROJECT / room,
            root / room,
            ignore=shutil.ignore_patterns("__pycache__", "static", "templates", "*.mo"),
        )
    shutil.copy(PROJECT / "pyproject.toml", root)


def sections(report: str) -> Mapping[str, str]:
    """Return what the report says of each broken contract, by the contract's name."""
    parts = re.split(r"\n([^\n]+)\n-{3,}\n", report)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Mapping[str, str]]:
    """Return the exit status and the report on a tree with a breach of every contract."""
    root = tmp_path_factory.mktemp("planted")
    copied(root)
    for name, text in PLANTED.items():
        plant(root, name, text)
        package = root / Path(name).parent / "__init__.py"
        if not package.exists():
            package.touch()
    status, report = lint(root)
    return status, sections(report)


def test_the_project_keeps_every_contract() -> None:
    status, report = lint(PROJECT)
    assert status == 0, report


def test_every_contract_has_its_planted_breach() -> None:
    assert contracts(PROJECT).keys() == TOLD.keys()


@pytest.mark.parametrize("contract", TOLD)
def test_a_planted_breach_is_named(contract: str, planted: tuple[int, Mapping[str, str]]) -> None:
    status, report = planted
    assert status == 1
    said = report.get(contracts(PROJECT)[contract]["name"], "")
    assert [line for line in TOLD[contract] if line not in said] == [], said
