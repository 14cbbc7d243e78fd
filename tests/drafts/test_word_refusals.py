"""Files that are no Word document, or hostile ones: each is refused, and costs nothing."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import PureWindowsPath

import pytest

from consult.drafts.actions import parse_upload as runner
from consult.drafts.actions.parse_upload import parse_upload
from consult.drafts.rules import upload
from consult.drafts.rules.upload import REFUSALS, UploadRefused
from tests.drafts.hostile_files import HOSTILE
from tests.drafts.word_files import MAIN_TYPE, pack, paragraph, parts, word_file


@pytest.mark.parametrize(
    ("make", "expected"),
    [pytest.param(make, expected, id=name) for name, make, expected in HOSTILE],
)
def test_each_file_gets_its_own_refusal(make: Callable[[], bytes], expected: str) -> None:
    with pytest.raises(UploadRefused) as caught:
        parse_upload(make(), "report.docx")
    assert type(caught.value).__name__ == expected
    assert "%(" not in str(caught.value)


@pytest.mark.parametrize("name", ["report.doc", "report.DOCM", "report.pdf", "C:\\report.docx.zip"])
def test_a_word_file_under_the_name_of_another_format_is_refused(name: str) -> None:
    with pytest.raises(upload.OtherFileName):
        parse_upload(word_file(paragraph("Water")), name)


@pytest.mark.parametrize("name", ["C:\\drafts\\report.docx", "/drafts/report.DOCX", "report"])
def test_the_name_of_a_file_is_its_title_without_the_folder(name: str) -> None:
    document = parse_upload(word_file(paragraph("Water")), PureWindowsPath(name).name)
    assert [block.text for block in document.blocks] == ["Water"]
    assert document.source_title == "report"


def test_the_server_holds_nothing_of_a_bomb() -> None:
    """The limit for a page's server is 20 MB; what is inflated is the child's."""
    bombs = [make() for name, make, _ in HOSTILE if "bomb" in name or "laughs" in name]
    tracemalloc.start()
    try:
        for data in bombs:
            with pytest.raises(UploadRefused):
                parse_upload(data, "report.docx")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 5 * upload.MEBIBYTE


def test_each_refusal_says_what_to_do_and_names_no_path() -> None:
    for refusal in REFUSALS.values():
        sentence = refusal.message
        assert sentence.endswith(".")
        assert any(word in sentence for word in ("upload", "Upload")), refusal
        assert "/" not in sentence, refusal
    codes = {refusal.code for refusal in REFUSALS.values()}
    assert codes == {
        "not_a_word_file",
        "file_empty",
        "file_too_large",
        "too_many_blocks",
        "file_bomb",
        "file_encrypted",
        "file_has_macros",
        "file_unsafe",
        "file_broken",
        "file_timed_out",
    }


def test_the_limit_stands_in_the_sentence() -> None:
    with pytest.raises(upload.FileTooLarge) as caught:
        parse_upload(bytes(upload.MAX_UPLOAD_BYTES + 1), "x.docx")
    assert "larger than 20 MB" in str(caught.value)


def test_a_child_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the wall clock's limit is changed; the child, its kill and the refusal are real."""
    monkeypatch.setattr(runner, "CHILD_WALL_SECONDS", 0.3)
    monkeypatch.setattr(
        runner, "START_CHILD", "import sys, time; sys.stdin.buffer.read(); time.sleep(60)"
    )
    with pytest.raises(upload.FileTimedOut):
        parse_upload(word_file(paragraph("Text")), "x.docx")


def test_a_child_that_computes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    spin = (
        "import resource, sys; sys.stdin.buffer.read();"
        "resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass"
    )
    monkeypatch.setattr(runner, "START_CHILD", spin)
    with pytest.raises(upload.FileTimedOut):
        parse_upload(word_file(paragraph("Text")), "x.docx")


@pytest.mark.parametrize(
    "program",
    [
        "import os; os._exit(1)",
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "import sys; sys.stdin.buffer.read(); print('nonsense')",
        "import sys; sys.stdin.buffer.read(); print('[1, 2]')",
        'import sys; sys.stdin.buffer.read(); print(\'{"refused": "Exception", "params": {}}\')',
        'import sys; sys.stdin.buffer.read(); print(\'{"document": {"blocks": [[1, 2, 3, 4]]}}\')',
    ],
)
def test_a_child_that_dies_or_babbles_is_a_broken_file(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(runner, "START_CHILD", program)
    with pytest.raises(upload.FileBroken):
        parse_upload(word_file(paragraph("Text")), "x.docx")


def test_an_endless_answer_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "MAX_ANSWER_BYTES", 1_000)
    monkeypatch.setattr(
        runner,
        "START_CHILD",
        "import sys; sys.stdin.buffer.read()\nwhile True: sys.stdout.write('x' * 1000)",
    )
    with pytest.raises(upload.FileBomb):
        parse_upload(word_file(paragraph("Text")), "x.docx")


def test_macro_type_is_not_the_plain_type() -> None:
    """The plain content type is what the other tests rest on."""
    assert parse_upload(pack(parts(paragraph("Text"), main_type=MAIN_TYPE)), "x").blocks
