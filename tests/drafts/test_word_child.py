"""The process that parses: what it may use, what it gets to know, and what it never does."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from consult.drafts.actions import parse_upload as runner
from consult.drafts.rules import upload
from tests.drafts.word_files import paragraph, word_file

PROBE = """
import json, os, resource, sys
sys.path.insert(0, sys.argv.pop(1))
from consult.drafts.rules import child
from consult.drafts.rules.word import __main__ as reader
child.limit_this_process()
answer = reader.answer(sys.stdin.buffer.read())
def attempt(action):
    try:
        action()
    except BaseException as error:
        return type(error).__name__
    return "done"
def write():
    with open(PLACE, "wb", buffering=0) as file:
        file.write(b"x")
found = {
    "environment": sorted(os.environ),
    "django": any(name.split(".")[0] == "django" for name in sys.modules),
    "limits": {name: resource.getrlimit(getattr(resource, name)) for name in (
        "RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE")},
    "memory": attempt(lambda: bytearray(2 * 1024 ** 3)),
    "file": attempt(write),
    "isolated": sys.flags.isolated,
    "answered": "document" in json.loads(answer),
}
print(json.dumps({"refused": "FileBroken", "params": found}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Other systems lack some of these limits.")
def test_the_child_is_limited_and_knows_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", "do not pass on")
    monkeypatch.setattr(runner, "START_CHILD", PROBE.replace("PLACE", repr(str(tmp_path / "x"))))
    with pytest.raises(upload.FileBroken) as caught:
        runner.parse_upload(word_file(paragraph("Text")), "x.docx")
    found = caught.value.params
    assert set(found.pop("environment")) <= {"LC_CTYPE", "LD_LIBRARY_PATH"}
    assert found == {
        "django": False,
        "limits": {
            "RLIMIT_AS": [upload.CHILD_MEMORY_BYTES] * 2,
            "RLIMIT_CPU": [upload.CHILD_CPU_SECONDS] * 2,
            "RLIMIT_FSIZE": [0, 0],
            "RLIMIT_NOFILE": [upload.CHILD_OPEN_FILES] * 2,
            "RLIMIT_CORE": [0, 0],
        },
        "memory": "MemoryError",
        "file": "OSError",
        "isolated": 1,
        "answered": True,
    }


def test_the_command_reads_a_file_or_the_standard_input(tmp_path: Path) -> None:
    data = word_file(paragraph("Forêts"))
    path = tmp_path / "chapter.docx"
    path.write_bytes(data)
    command = [sys.executable, "-m", "consult.drafts.rules.word"]
    here = {**os.environ, "PYTHONPATH": str(runner.PROJECT)}
    by_name = subprocess.run([*command, str(path)], capture_output=True, env=here, check=True)
    by_pipe = subprocess.run(command, input=data, capture_output=True, env=here, check=True)
    assert by_name.stdout == by_pipe.stdout
    assert json.loads(by_pipe.stdout) == {
        "document": {
            "title": "",
            "blocks": [["paragraph", 0, "Forêts", {}]],
            "dropped": [],
            "pictures": [],
        }
    }


def test_the_parent_never_unpacks() -> None:
    """By design, not by timing: nothing that the parent loads for this imports zip or XML code."""
    seen: set[str] = set()
    pending = ["consult.drafts.actions.parse_upload"]
    while pending:
        name = pending.pop()
        if name in seen:
            continue
        seen.add(name)
        if name.startswith("consult."):
            path = runner.PROJECT / (name.replace(".", "/") + ".py")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module:
                    pending.append(node.module)
                elif isinstance(node, ast.Import):
                    pending.extend(alias.name for alias in node.names)
    roots = {name.split(".")[0] for name in seen}
    assert not roots & {"zipfile", "zlib", "lxml", "xml", "docx"}
    assert not any(name.startswith("consult.drafts.rules.word") for name in seen)
